//! Every constraint that the API references state: the last value that is accepted, and the first that is refused.

use quickstart::serve;
use serde_json::{Map, Value, json};

use crate::double::{Double, Outcome, validate_input, validate_output};
use crate::violations::{base, check_refused, enumeration, length, pairs, pattern, request_for};
use crate::wire::exchange;

const NAME: &str = r"^[a-zA-Z0-9\-\_]+$";
const PACKAGE_ID: &str = r"^[a-zA-Z0-9\-\_\/]+$";
const JOB_TYPES: &str = "NODE_PACKAGE_VERSION, MARKETPLACE_NODE_PACKAGE_VERSION";
const STATUSES: &str = "PENDING, SUCCEEDED, FAILED";
const DATA_JOB_TYPES: &str = "IMPORT_ASSETS_FROM_S3, IMPORT_ASSET_FROM_SIGNED_URL, EXPORT_ASSETS_TO_S3, \
    EXPORT_ASSET_TO_SIGNED_URL, EXPORT_REVISIONS_TO_S3, IMPORT_ASSETS_FROM_REDSHIFT_DATA_SHARES, \
    IMPORT_ASSET_FROM_API_GATEWAY_API";
const STATES: &str = "WAITING, IN_PROGRESS, ERROR, COMPLETED, CANCELLED, TIMED_OUT";

/// A value for a topmost member of an operation's input or output, and the sentences about what is wrong with it.
#[derive(Clone)]
struct Case {
    operation: &'static str,
    member: &'static str,
    value: Value,
    violations: Vec<(&'static str, String)>,
}

/// Where cases are tried, and the path under which they are told of.
#[derive(Clone, Copy)]
struct Place(&'static str, &'static str, &'static str);

impl Place {
    fn case(self, value: impl Into<Value>, sentences: Vec<String>) -> Case {
        let Self(operation, member, path) = self;
        let violations = sentences.into_iter().map(|sentence| (path, sentence));
        Case { operation, member, value: value.into(), violations: violations.collect() }
    }

    /// Values that are accepted.
    fn fine<T: Into<Value>>(self, values: impl IntoIterator<Item = T>) -> Vec<Case> {
        values.into_iter().map(|value| self.case(value, vec![])).collect()
    }

    /// Values of a wrong length.
    fn lengths<const N: usize>(self, bounds: &str, values: [(usize, Value); N]) -> Vec<Case> {
        values.map(|(found, value)| self.case(value, vec![length(found, self.2, bounds)])).into()
    }

    /// Values that do not match a pattern.
    fn patterns<T: Into<Value>, const N: usize>(self, text: &str, values: [T; N]) -> Vec<Case> {
        values.map(|value| self.case(value, vec![pattern(self.2, text)])).into()
    }

    /// A name of 1 to `max` letters, digits, hyphens and underscores.
    fn names(self, max: usize) -> Vec<Case> {
        let bounds = format!("between 1 and {max}");
        let empty = vec![length(0, self.2, &bounds), pattern(self.2, NAME)];
        let wrong = ["a b", " ", "a.b", "a/b", "é", "a\n", "\na", "a\0", "٣", "Ａ"];
        [
            self.fine(["a", "-", "_", "azAZ09-_", &"a".repeat(max)]),
            self.lengths(&bounds, [(max + 1, repeat("a", max + 1)), (2 * max, repeat("0", 2 * max))]),
            self.patterns(NAME, wrong),
            vec![self.case("", empty)],
        ]
        .concat()
    }

    /// One of the listed values.
    fn values(self, listed: &str) -> Vec<Case> {
        let wrong = ["NOPE", "", "pending", " PENDING"];
        let wrong = wrong.map(|text| self.case(text, vec![enumeration(self.2, listed)]));
        [self.fine(listed.split(", ")), wrong.into()].concat()
    }
}

fn repeat(text: &str, times: usize) -> Value {
    text.repeat(times).into()
}

/// A map with this many entries.
fn entries(count: usize) -> Value {
    (0..count).map(|number| (number.to_string(), json!(""))).collect::<Map<_, _>>().into()
}

/// A map with this key.
fn key(key: impl Into<String>) -> Value {
    Map::from_iter([(key.into(), json!(""))]).into()
}

/// A map with this value.
fn value(value: impl Into<String>) -> Value {
    json!({ "k": value.into() })
}

fn tags() -> Vec<Case> {
    let tags = Place("CreatePackage", "Tags", "/Tags");
    let inside = Place("CreatePackage", "Tags", "/Tags/k");
    // One character is as good as another, also outside of ASCII and of the basic plane.
    let characters = ["a", "é", "🦀"];
    let line_ends = ["a\nb", "a\n", "\na", "\r", "a\u{2028}b", "a\u{2029}b"];
    [
        tags.fine([0, 1, 50].map(entries)),
        tags.fine([Value::Null]),
        tags.lengths("between 0 and 50", [51, 500].map(|count| (count, entries(count)))),
        tags.fine(characters.map(|character| key(character.repeat(128)))),
        tags.lengths("between 1 and 128", characters.map(|character| (129, key(character.repeat(129))))),
        tags.fine([" ", "\t", "\0", "a\u{85}b"].map(key)),
        tags.patterns("^.+$", line_ends.map(key)),
        vec![tags.case(key(""), vec![length(0, "/Tags", "between 1 and 128"), pattern("/Tags", "^.+$")])],
        inside.fine(characters.map(|character| value(character.repeat(256)))),
        inside.lengths("between 0 and 256", characters.map(|character| (257, value(character.repeat(257))))),
        inside.fine(["", " ", "\t", "\0", "a\u{85}b"].map(value)),
        inside.patterns("^.*$", line_ends.map(value)),
    ]
    .concat()
}

fn inputs() -> Vec<Case> {
    let token = Place("StartImport", "clientToken", "/clientToken");
    let characters = ["a", "é", "🦀", "\n"];
    let mut job_id = Place("DescribePackageImportJob", "JobId", "/JobId").names(255);
    // An empty label makes another path.
    job_id.retain(|case| case.value != "");
    [
        Place("CreatePackage", "PackageName", "/PackageName").names(128),
        tags(),
        Place("CreatePackageImportJob", "ClientToken", "/ClientToken").names(64),
        Place("CreatePackageImportJob", "JobType", "/JobType").values(JOB_TYPES),
        job_id,
        Place("CreateJob", "Type", "/Type").values(DATA_JOB_TYPES),
        token.fine([Value::Null, json!("")]),
        token.fine(characters.map(|character| repeat(character, 64))),
        token.lengths("between 0 and 64", characters.map(|character| (65, repeat(character, 65)))),
        // Members of these names are constrained elsewhere, but not here.
        Place("CreatePackageImportJob", "OutputConfig", "").fine([
            json!({ "PackageVersionOutputConfig": { "PackageName": "a b" } }),
            json!({ "PackageVersionOutputConfig": { "PackageName": "" } }),
        ]),
        Place("CreatePackageImportJob", "JobTags", "").fine([json!([{ "Tags": { "": "\n" } }]), json!([])]),
    ]
    .concat()
}

fn outputs() -> Vec<Case> {
    let arn = Place("CreatePackage", "Arn", "/Arn");
    let package_id = Place("CreatePackage", "PackageId", "/PackageId");
    [
        arn.fine([repeat("a", 255), repeat("🦀", 255), json!(" "), Value::Null]),
        arn.lengths("between 1 and 255", [(0, json!("")), (256, repeat("a", 256))]),
        package_id.fine([repeat("/", 255), json!("a/B-_9")]),
        package_id.lengths("between 1 and 255", [(256, repeat("a", 256))]),
        package_id.patterns(PACKAGE_ID, ["a b", "\\", "a:b"]),
        Place("CreatePackageImportJob", "JobId", "/JobId").names(255),
        Place("DescribePackageImportJob", "JobId", "/JobId").names(255),
        Place("DescribePackageImportJob", "ClientToken", "/ClientToken").names(64),
        Place("DescribePackageImportJob", "JobType", "/JobType").values(JOB_TYPES),
        Place("DescribePackageImportJob", "Status", "/Status").values(STATUSES),
        Place("CreateJob", "State", "/State").values(STATES),
        Place("CreateJob", "Type", "/Type").values(DATA_JOB_TYPES),
    ]
    .concat()
}

#[tokio::test]
async fn requests_are_held_to_every_constraint() {
    let address = serve::spawn(Double::answering(Outcome::Output(json!({})))).await.unwrap();
    for Case { operation, member, value, violations } in inputs() {
        let mut input = base(operation);
        input[member] = value;
        let context = format!("{operation} {input}");
        let answer = exchange(address, &request_for(operation, &input)).await;
        if violations.is_empty() {
            assert!((200..300).contains(&answer.status()), "{context}: {answer:?}");
        } else {
            check_refused(&answer, &violations, &context);
        }
        let found = validate_input(operation, input);
        assert_eq!(found.as_ref().map_or_else(pairs, |_| vec![]), violations, "{context}");
    }
}

#[test]
fn outputs_are_held_to_every_constraint_on_demand() {
    for Case { operation, member, value, violations } in outputs() {
        let output = json!({ member: value });
        let found = validate_output(operation, output);
        assert_eq!(found.as_ref().map_or_else(pairs, |_| vec![]), violations, "{operation} {member} {value}");
    }
}
