//! The places where a model has names, and models with many names in each.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use shapewright_codegen::tools::name::{Case, Scope};

use super::draft::{Draft, INTEGER, Messages, Model, STRING, UNIT, member, members};
use super::{Names, words};

/// A kind of place.
pub(super) struct Spot {
    /// What it is called, in reports and in the names of modules.
    pub(super) name: &'static str,
    /// The crate that its models are in.
    pub(super) package: &'static str,
    /// How identifiers are written there. A name is met once for each identifier that can come of it.
    case: Case,
    build: fn(&mut Draft, &[String]),
}

const TYPES: &str = "types";
const CALLS: &str = "calls";

/// All kinds of places but those of which a model has only one (see [`modules`]).
pub(super) const SPOTS: &[Spot] = &[
    Spot { name: "structure", package: TYPES, case: Case::Type, build: structures },
    Spot { name: "empty_structure", package: TYPES, case: Case::Type, build: empty_structures },
    Spot { name: "union", package: TYPES, case: Case::Type, build: unions },
    Spot { name: "enum", package: TYPES, case: Case::Type, build: enums },
    Spot { name: "int_enum", package: TYPES, case: Case::Type, build: int_enums },
    Spot { name: "error", package: TYPES, case: Case::Type, build: errors },
    Spot { name: "resource", package: TYPES, case: Case::Field, build: resources },
    Spot { name: "member", package: TYPES, case: Case::Field, build: member_names },
    Spot { name: "variant", package: TYPES, case: Case::Variant, build: variants },
    Spot { name: "value", package: TYPES, case: Case::Variant, build: values },
    Spot { name: "constrained", package: TYPES, case: Case::Function, build: constrained },
    Spot { name: "operation", package: CALLS, case: Case::Type, build: operations },
    Spot { name: "plain_operation", package: CALLS, case: Case::Function, build: plain_operations },
    Spot { name: "waiter", package: CALLS, case: Case::Function, build: waiters },
];

impl Spot {
    /// A model with the names in this place.
    pub(super) fn model(&self, names: &Names) -> Model {
        let mut draft = Draft::new();
        (self.build)(&mut draft, &named(names, self.case));
        draft.finish(&self.module(), "ZqService")
    }

    /// What its model and its module are called.
    pub(super) fn module(&self) -> String {
        format!("zq_{}", self.name)
    }
}

/// The names that may meet something where identifiers are written like this: those that are written so themselves, and
/// those that mean something anywhere. One name for each identifier, and those that meet on purpose.
fn named(names: &Names, case: Case) -> Vec<String> {
    let is_type = matches!(case, Case::Type | Case::Variant);
    let read = names.read.iter().filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()) == is_type);
    let all: BTreeSet<String> = read.chain(&names.words).cloned().collect();
    let spelled: Vec<String> =
        all.iter().filter(|_| case == Case::Variant).filter_map(|name| spell_out(name)).collect();
    distinct(&all.into_iter().chain(spelled).collect(), case)
}

/// The names without those from which the same identifier comes as from an earlier one.
fn distinct(names: &BTreeSet<String>, case: Case) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let claims = |name: &str| Scope::new(case).claim(name).to_string();
    names.iter().filter(|name| seen.insert(claims(name)) || words::is_suffixed(name)).cloned().collect()
}

/// A name from which a variant in capitals comes, such as `T_R_E_E`: those of a name in capitals are in camel case.
fn spell_out(name: &str) -> Option<String> {
    let is_capitals = name.len() > 1 && name.chars().all(|c| c.is_ascii_uppercase());
    is_capitals.then(|| name.chars().map(String::from).collect::<Vec<_>>().join("_"))
}

/// Models with as little as can be, so that imports show which nothing needs: each has a name as that of its file and its
/// members, and four others as those of its service, operation, input and output, since names are unique within a service.
pub(super) fn modules(names: &Names) -> Vec<Model> {
    let mut seen = BTreeSet::new();
    let files: Vec<String> = (names.read.iter())
        .filter(|name| !name.starts_with(|c: char| c.is_ascii_uppercase()))
        .chain(&names.words)
        .filter(|name| seen.insert(Scope::modules().claim(name).to_string()))
        .cloned()
        .collect();
    let shapes = named(names, Case::Type);
    let shape = |number: usize| &*shapes[number % shapes.len()];
    let models = (0..files.len().max(shapes.len())).map(|number| {
        let file = files.get(number).cloned().unwrap_or_else(|| format!("zq{number}"));
        let mut used = Vec::new();
        // Names far from each other, unless there are only a few.
        let [service, operation, input, output] = [0, 1, 2, 3].map(|quarter| {
            let name = shape(number + quarter * shapes.len() / 4);
            let is_used = used.contains(&name.to_ascii_lowercase());
            used.push(name.to_ascii_lowercase());
            if is_used { format!("Zq{quarter}") } else { name.to_owned() }
        });
        let mut draft = Draft::bare();
        let header = json!({ "httpHeader": "zq-header" });
        draft.structure(&input, json!({ &file: member(STRING, &json!({})) }), &json!({ "input": {} }));
        draft.structure(&output, json!({ &file: member(STRING, &header) }), &json!({ "output": {} }));
        let example = json!([{ "title": "It", "input": { &file: "a" }, "output": { &file: "b" } }]);
        draft.operation(
            &operation,
            Messages { input: Some(&input), output: Some(&output) },
            &[],
            &json!({ "examples": example }),
        );
        draft.finish(&file, &service)
    });
    models.collect()
}

/// The names in groups in which no two differ only in case, which members of structures and unions must not.
fn groups(names: &[String]) -> Vec<Vec<String>> {
    let mut groups: Vec<(BTreeSet<String>, Vec<String>)> = Vec::new();
    for name in names {
        let folded = name.to_ascii_lowercase();
        match groups.iter_mut().find(|(taken, _)| !taken.contains(&folded)) {
            Some((taken, group)) => {
                taken.insert(folded);
                group.push(name.clone());
            }
            None => groups.push((BTreeSet::from([folded]), vec![name.clone()])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn structures(draft: &mut Draft, names: &[String]) {
    for name in names {
        let members = json!({
            "zqText": member("ZqText", &json!({ "required": {} })),
            "zqSecret": member("ZqSecret", &json!({})),
            "zqCount": member(INTEGER, &json!({ "default": 3 })),
        });
        draft.structure(name, members, &json!({}));
    }
    draft.hold(names);
}

fn empty_structures(draft: &mut Draft, names: &[String]) {
    names.iter().for_each(|name| draft.structure(name, json!({}), &json!({})));
    let values = numbered(names, |name| member(name, &json!({})));
    draft.shape("ZqUnion", "union", values, &json!({}));
    draft.hold(&["ZqUnion".to_owned()]);
}

/// Members `zq0`, `zq1`, … for the names.
fn numbered(names: &[String], make: impl Fn(&str) -> Value) -> Value {
    let numbers: Vec<String> = (0..names.len()).map(|number| format!("zq{number}")).collect();
    members(&numbers, |index, _| make(&names[index]))
}

fn unions(draft: &mut Draft, names: &[String]) {
    for name in names {
        let members = json!({
            "zqText": member("ZqText", &json!({})),
            "zqUnit": member(UNIT, &json!({})),
        });
        draft.shape(name, "union", members, &json!({}));
    }
    draft.hold(names);
}

fn enums(draft: &mut Draft, names: &[String]) {
    let values = json!({ "ZQ_A": member(UNIT, &json!({})), "ZQ_B": member(UNIT, &json!({})) });
    names.iter().for_each(|name| draft.shape(name, "enum", values.clone(), &json!({})));
    draft.hold(names);
}

fn int_enums(draft: &mut Draft, names: &[String]) {
    let value = |value: i32| member(UNIT, &json!({ "enumValue": value }));
    let values = json!({ "ZQ_A": value(1), "ZQ_B": value(2) });
    names.iter().for_each(|name| draft.shape(name, "intEnum", values.clone(), &json!({})));
    draft.hold(names);
}

fn errors(draft: &mut Draft, names: &[String]) {
    for name in names {
        let members = json!({
            "message": member(STRING, &json!({})),
            "zqHeader": member(STRING, &json!({ "httpHeader": "zq-header" })),
        });
        draft.structure(name, members, &json!({ "error": "client" }));
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let example = |name: &&str| {
        let error = json!({ "shapeId": format!("zq.names#{name}"), "content": { "message": "a" } });
        json!({ "title": "An error", "error": error })
    };
    let examples: Vec<Value> = names.iter().take(9).map(example).collect();
    draft.operation("ZqFail", Messages { input: None, output: None }, &names, &json!({ "examples": examples }));
}

/// Operations with all that an operation can have but streams.
fn operations(draft: &mut Draft, names: &[String]) {
    names.iter().enumerate().for_each(|(number, name)| draft.page(name, &[format!("ZqWait{number}")]));
}

/// Operations for which messages are made, with structures that are called as some of these would be.
fn plain_operations(draft: &mut Draft, names: &[String]) {
    let names: Vec<String> = names.iter().filter(|name| words::is_suffixed(name)).cloned().collect();
    names
        .iter()
        .for_each(|name| draft.operation(name, Messages { input: None, output: None }, &["ZqFailed"], &json!({})));
    let suffixed = names.iter().step_by(3).flat_map(|name| ["Input", "Output", "Error"].map(|end| name.clone() + end));
    let suffixed: Vec<String> = suffixed.filter(|name| !names.contains(name)).collect();
    suffixed.iter().for_each(|name| draft.structure(name, json!({}), &json!({})));
    draft.hold(&suffixed);
}

/// Resources, and their identifiers as labels of operations.
fn resources(draft: &mut Draft, names: &[String]) {
    for names in groups(names) {
        names.chunks(50).for_each(|names| draft.resources(names));
    }
}

/// Operations with many waiters each.
fn waiters(draft: &mut Draft, names: &[String]) {
    let mut seen = BTreeSet::new();
    // (Smithy 2.0, "Waiters": a name is in upper camel case.)
    let spelled = |name: &String| Scope::new(Case::Variant).claim(name).as_str().replace('_', "");
    let names: Vec<String> = names.iter().map(spelled).filter(|name| seen.insert(name.to_ascii_lowercase())).collect();
    for (number, names) in names.chunks(100).enumerate() {
        draft.page(&format!("Zq{number}"), names);
    }
}

fn member_names(draft: &mut Draft, names: &[String]) {
    for (group, names) in groups(names).iter().enumerate() {
        let traits = |traits: Value| move |_: usize, _: &str| member(STRING, &traits);
        let bound = |binding: &'static str| {
            move |index: usize, _: &str| member(STRING, &json!({ binding: format!("zq{index}") }))
        };
        let called = |name: &str| format!("Zq{name}{group}");
        let structures = [
            ("Plain", members(names, traits(json!({})))),
            ("Required", members(names, traits(json!({ "required": {} })))),
            ("Secret", members(names, |_, _| member("ZqSecret", &json!({})))),
            ("Default", members(names, traits(json!({ "default": "a" })))),
            ("Checked", members(names, traits(json!({ "length": { "max": 3 } })))),
        ];
        for (name, members) in &structures {
            draft.structure(&called(name), members.clone(), &json!({}));
        }
        draft.hold(&structures.map(|(name, _)| called(name)));
        let header = members(names, traits(json!({ "eventHeader": {} })));
        draft.structure(&called("Event"), header, &json!({}));
        draft.structure(&called("Error"), members(names, bound("httpHeader")), &json!({ "error": "server" }));
        let events = json!({ "zqEvent": member(&called("Event"), &json!({})) });
        draft.shape(&called("Events"), "union", events, &json!({ "streaming": {} }));
        let payload = json!({ "zqBody": member(&called("Events"), &json!({ "httpPayload": {} })) });
        draft.structure(&called("Streamed"), payload, &json!({}));
        draft.structure(&called("Input"), members(names, bound("httpQuery")), &json!({ "input": {} }));
        draft.structure(&called("Output"), members(names, bound("httpHeader")), &json!({ "output": {} }));
        let error = called("Error");
        draft.operation(
            &called("Call"),
            Messages { input: Some(&called("Input")), output: Some(&called("Output")) },
            &[&error],
            &json!({}),
        );
        draft.operation(&called("Watch"), Messages { input: None, output: Some(&called("Streamed")) }, &[], &json!({}));
        let input = members(names, traits(json!({ "default": "a" })));
        draft.structure(&called("BodyInput"), input, &json!({ "input": {} }));
        draft.operation(&called("Body"), Messages { input: Some(&called("BodyInput")), output: None }, &[], &json!({}));
    }
}

fn variants(draft: &mut Draft, names: &[String]) {
    for (group, names) in groups(names).iter().enumerate() {
        let all = |target: &'static str, traits: Value| members(names, move |_, _| member(target, &traits));
        let called = |name: &str| format!("Zq{name}{group}");
        let unions = [
            ("Texts", all(STRING, json!({}))),
            ("Secrets", all("ZqSecret", json!({}))),
            ("Units", all(UNIT, json!({}))),
            ("Checked", all(STRING, json!({ "length": { "max": 3 } }))),
            ("Structures", all("ZqFailed", json!({}))),
        ];
        for (name, members) in &unions {
            draft.shape(&called(name), "union", members.clone(), &json!({}));
        }
        draft.hold(&unions.map(|(name, _)| called(name)));
        draft.shape(&called("Stream"), "union", all("ZqEvent", json!({})), &json!({ "streaming": {} }));
        let payload = json!({ "zqBody": member(&called("Stream"), &json!({ "httpPayload": {} })) });
        draft.structure(&called("Streamed"), payload, &json!({}));
        draft.operation(&called("Watch"), Messages { input: Some(&called("Streamed")), output: None }, &[], &json!({}));
    }
}

fn values(draft: &mut Draft, names: &[String]) {
    let text = |name: &str| member(UNIT, &json!({ "enumValue": name }));
    let number = |index: usize, _: &str| member(UNIT, &json!({ "enumValue": index }));
    draft.shape("ZqEnum", "enum", members(names, |_, name| text(name)), &json!({}));
    draft.shape("ZqSecretEnum", "enum", members(names, |_, name| text(name)), &json!({ "sensitive": {} }));
    draft.shape("ZqInt", "intEnum", members(names, number), &json!({}));
    let definitions: Vec<Value> = names.iter().map(|name| json!({ "name": name, "value": name })).collect();
    draft.shape("ZqOld", "string", json!({}), &json!({ "enum": definitions }));
    let defaults = numbered(names, |name| member("ZqEnum", &json!({ "default": name })));
    draft.structure("ZqDefaults", defaults, &json!({}));
    let (key, value) = (member("ZqEnum", &json!({})), member("ZqInt", &json!({})));
    draft.shape("ZqByValue", "map", json!({ "key": key, "value": value }), &json!({}));
    draft.hold(&["ZqEnum", "ZqSecretEnum", "ZqInt", "ZqOld", "ZqDefaults", "ZqByValue"].map(str::to_owned));
}

/// Strings with constraints, in lists and maps with constraints: functions check them, which call each other.
fn constrained(draft: &mut Draft, names: &[String]) {
    let mut held = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let pattern = format!("^[a-z]{{1,{}}}$", number + 2);
        draft.shape(name, "string", json!({}), &json!({ "length": { "max": number }, "pattern": pattern }));
        let text = member(name, &json!({}));
        let [list, map] = [format!("ZqList{number}"), format!("ZqMap{number}")];
        draft.shape(&list, "list", json!({ "member": text }), &json!({ "uniqueItems": {} }));
        draft.shape(&map, "map", json!({ "key": text, "value": member(&list, &json!({})) }), &json!({}));
        held.extend([name.clone(), map]);
    }
    draft.hold(&held);
}
