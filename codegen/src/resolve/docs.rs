//! Documentation: what the model says, and the constraints in words.

use super::checks::length_of;
use super::constraints::Subject;
use super::presence::{Absence, Optionality};
use crate::docs::{to_line, to_markdown};
use crate::ir::LengthOf;
use shapewright_smithy::model::traits::Length;
use shapewright_smithy::model::{Decimal, Kind, Member, Node, Shape, ShapeId, Traits, Value};

/// The documentation of a shape or a member as the model has it, with what other traits say to a reader.
fn text(traits: &Traits) -> Vec<String> {
    with_paragraph(traits.documentation().map(to_markdown).unwrap_or_default(), remarks(traits))
}

/// (Smithy 2.0, "Documentation traits".)
fn remarks(traits: &Traits) -> Vec<String> {
    let mut remarks = Vec::new();
    if traits.unstable() {
        remarks.push("Unstable: it may change.".to_owned());
    }
    if traits.internal() {
        remarks.push("Internal: not intended for general use.".to_owned());
    }
    remarks.extend(traits.since().map(|since| format!("Since {}.", code(since))));
    let links = traits.external_documentation().into_iter().flatten();
    remarks.extend(links.map(|link| format!("See {}: {}", code(&link.title), to_link(&link.url))));
    remarks
}

/// A link as CommonMark takes it (section "Autolinks"), or its text where it is none.
fn to_link(url: &str) -> String {
    let is_plain = !url.contains(['<', '>']) && !url.contains(|c: char| c.is_whitespace() || c.is_control());
    let is_link = is_plain && (url.starts_with("https://") || url.starts_with("http://"));
    if is_link { format!("<{url}>") } else { code(url) }
}

/// The documentation of a value: the member's, or else that of its target, unless that is shown at a type of its own.
fn of_value(member: &Member, target: &Shape) -> Vec<String> {
    let own = text(&member.traits);
    let has_type = matches!(target.kind, Kind::Structure | Kind::Union | Kind::Enum | Kind::IntEnum)
        || target.traits.enum_definitions().is_some();
    if own.is_empty() && !has_type { text(&target.traits) } else { own }
}

/// The documentation of an enum's variant: the model's, or else what stands for it in the model.
pub(super) fn of_enum_variant(documentation: Option<&str>, value: &str) -> Vec<String> {
    let docs = documentation.map(to_markdown).unwrap_or_default();
    or_name(docs, code(value))
}

/// Stands in for documentation that the model does not have: every public item has some.
fn or_name(docs: Vec<String>, name: String) -> Vec<String> {
    if docs.is_empty() { vec![name] } else { docs }
}

/// The documentation of a type: the model's, then where it comes from.
pub(super) fn of_type(traits: &Traits, id: &ShapeId) -> Vec<String> {
    with_paragraph(text(traits), vec![format!("Smithy: `{id}`.")])
}

/// The documentation of the service trait: the model's, or else the title, then where it comes from.
pub(super) fn of_service(shape: &Shape, version: &str, source: &str) -> Vec<String> {
    let mut docs = text(&shape.traits);
    if docs.is_empty() {
        docs.extend(shape.traits.title().map(to_markdown).unwrap_or_default());
    }
    let version = if version.is_empty() { String::new() } else { format!(", version {}", code(version)) };
    with_paragraph(docs, vec![format!("Smithy: `{}`{version}, from {}.", shape.id, code(source))])
}

/// The line that says what a service's module is.
pub(super) fn of_module(shape: &Shape, version: &str, source: &str) -> String {
    let version = if version.is_empty() { String::new() } else { format!(" {}", to_line(version)) };
    format!("`{}`{version}, from {}.", shape.id.name(), code(source))
}

/// How an operation is called over HTTP.
pub(super) fn of_route(method: &str, uri: &str) -> String {
    code(&format!("{method} {uri}"))
}

/// The title of an example, without white space that matters.
pub(super) fn of_example(title: &str) -> String {
    to_line(title)
}

/// The documentation of an operation.
pub(super) fn of_operation(shape: &Shape) -> Vec<String> {
    let name = code(shape.id.name());
    or_name(text(&shape.traits), format!("The operation {name}."))
}

/// The documentation of a structure that stands for the unit type.
pub(super) fn of_unit(role: &str, operation: &str) -> Vec<String> {
    vec![format!("The {role} of `{operation}`, which has no members.")]
}

/// The documentation of a structure's member.
pub(super) struct MemberDocs {
    /// Of the field: the model's, then the constraints in words.
    pub(super) field: Vec<String>,
    /// Of the setter: the first paragraph of the model's, then the constraints in words, but for its being required.
    pub(super) setter: Vec<String>,
}

/// The documentation of a structure's member.
///
/// `pattern` is the pattern that is checked of it, as in all of these functions.
pub(super) fn of_member(
    member: &Member,
    target: &Shape,
    pattern: Option<&str>,
    plan: &Optionality<'_>,
    is_token: bool,
) -> MemberDocs {
    let mut words = Vec::new();
    match plan.absence {
        Absence::Default(value) => words.push(format!("Default: {}.", code(&json(value)))),
        Absence::OptionalDefault(value, _) => words.push(format!("The server's default: {}.", code(&json(value)))),
        Absence::Impossible | Absence::EmptyStream | Absence::None => {}
    }
    if is_token {
        words.push("Clients generate a value if it is absent.".to_owned());
    }
    words.extend(constraints(Subject::member(member, target), pattern));
    let value = of_value(member, target);
    let setter = with_paragraph(first_paragraph(&value), words.clone());
    if plan.required || plan.checked {
        words.insert(0, "Required.".to_owned());
    }
    let field = with_paragraph(value, words);
    let [field, setter] = [field, setter].map(|docs| or_name(docs, format!("The member {}.", code(member.name()))));
    MemberDocs { field, setter }
}

/// The first paragraph of Markdown, unless what is in front of the first empty line is code, which may go on behind it.
fn first_paragraph(docs: &[String]) -> Vec<String> {
    let paragraph = docs.iter().take_while(|line| !line.is_empty());
    let is_code = paragraph.clone().any(|line| line.contains("```") || line.starts_with("    "));
    if is_code { docs.to_vec() } else { paragraph.cloned().collect() }
}

/// The documentation of a union's variant: the model's, then the constraints in words.
pub(super) fn of_variant(member: &Member, target: &Shape, pattern: Option<&str>) -> Vec<String> {
    let words = constraints(Subject::member(member, target), pattern);
    let docs = with_paragraph(of_value(member, target), words);
    or_name(docs, code(member.name()))
}

/// The documentation of the function for a pattern.
pub(super) fn of_pattern(text: &str) -> Vec<String> {
    vec![format!("Whether a text matches {}.", code(text))]
}

/// Puts an empty line between the two if both say something.
fn with_paragraph(mut docs: Vec<String>, paragraph: Vec<String>) -> Vec<String> {
    if !docs.is_empty() && !paragraph.is_empty() {
        docs.push(String::new());
    }
    docs.extend(paragraph);
    docs
}

/// The constraints of a value in words, a sentence each. That an enum has values goes without saying.
fn constraints(subject: Subject<'_>, pattern: Option<&str>) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(length) = subject.length() {
        let (one, many) = match length_of(subject.shape) {
            LengthOf::Chars => ("character", "characters"),
            LengthOf::Bytes => ("byte", "bytes"),
            LengthOf::Items => ("item", "items"),
            LengthOf::Entries => ("entry", "entries"),
        };
        words.push(format!("Length: {}.", length_words(length, one, many)));
    }
    if let Some(pattern) = pattern {
        words.push(format!("Pattern: {}.", code(pattern)));
    }
    if let Some(range) = subject.range() {
        words.push(match (range.min.as_ref().map(Decimal::as_str), range.max.as_ref().map(Decimal::as_str)) {
            (Some(min), Some(max)) => format!("Range: {min} to {max}."),
            (Some(min), None) => format!("Range: at least {min}."),
            (None, Some(max)) => format!("Range: at most {max}."),
            (None, None) => return words,
        });
    }
    if subject.unique_items() {
        words.push("Items are unique.".to_owned());
    }
    words
}

fn length_words(length: &Length, one: &str, many: &str) -> String {
    let unit = |count: u64| if count == 1 { one } else { many };
    match (length.min, length.max) {
        (Some(min), Some(max)) if min == max => format!("exactly {min} {}", unit(min)),
        (min, Some(max)) if min.unwrap_or(0) == 0 => format!("at most {max} {}", unit(max)),
        (Some(min), Some(max)) => format!("{min} to {max} {}", unit(max)),
        (min, _) => format!("at least {} {}", min.unwrap_or(0), unit(min.unwrap_or(0))),
    }
}

/// A code span that shows the text whatever it holds (CommonMark, "Code spans").
fn code(text: &str) -> String {
    // What has no shape of its own: controls, spaces that are none, marks that join the character before them.
    let is_hidden = |c: char| !matches!(c, ' '..='~') && c.escape_debug().len() > 1;
    let shown: String =
        text.chars().map(|c| if is_hidden(c) { c.escape_default().to_string() } else { c.to_string() }).collect();
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // Spaces at both ends of a span are taken off as one pair, unless there is nothing else.
    let is_padded = shown.is_empty() || shown.starts_with(['`', ' ']) || shown.ends_with(['`', ' ']);
    let pad = if is_padded { " " } else { "" };
    format!("{fence}{pad}{shown}{pad}{fence}")
}

/// A node as JSON.
pub(crate) fn json(node: &Node) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => quoted(text),
        Value::Array(items) => format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(", ")),
        Value::Object(entries) => {
            let entries = entries.iter().map(|entry| format!("{}: {}", quoted(&entry.key), json(&entry.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{code, length_words, to_link};
    use shapewright_smithy::model::traits::Length;

    #[test]
    fn code_spans() {
        for (text, expected) in [
            ("^[a-z]+$", "`^[a-z]+$`"),
            ("a`b", "``a`b``"),
            ("`", "`` ` ``"),
            ("``a", "``` ``a ```"),
            (" a", "`  a `"),
            ("", "`  `"),
            ("a\nb\u{7}", r"`a\nb\u{7}`"),
            ("\"é\\\u{2028}\u{a0}\u{301}\u{202e}", "`\"é\\\\u{2028}\\u{a0}\\u{301}\\u{202e}`"),
        ] {
            assert_eq!(code(text), expected, "{text:?}");
        }
    }

    #[test]
    fn links() {
        for (url, expected) in [
            ("https://example.com/a?b=c#d", "<https://example.com/a?b=c#d>"),
            ("https://example.com/a b", "`https://example.com/a b`"),
            ("javascript:alert(1)", "`javascript:alert(1)`"),
            ("https://example.com/<a>", "`https://example.com/<a>`"),
        ] {
            assert_eq!(to_link(url), expected);
        }
    }

    #[test]
    fn lengths() {
        for (min, max, expected) in [
            (Some(1), Some(128), "1 to 128 items"),
            (Some(0), Some(1), "at most 1 item"),
            (None, Some(5), "at most 5 items"),
            (Some(1), None, "at least 1 item"),
            (Some(12), Some(12), "exactly 12 items"),
            (Some(0), Some(0), "exactly 0 items"),
            (Some(0), None, "at least 0 items"),
        ] {
            assert_eq!(length_words(&Length { min, max }, "item", "items"), expected);
        }
    }
}
