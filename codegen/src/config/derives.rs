//! The names of derive macros.

use crate::codes;
use std::collections::BTreeMap;

use super::Located;
use shapewright_smithy::diagnostics::Diagnostic;

/// What every type implements.
const DERIVED: &[&str] = &["Clone", "Debug", "PartialEq", "Serialize", "Deserialize"];

/// The other derive macros of the standard library.
pub(super) const STANDARD: &[&str] = &["Copy", "Default", "Eq", "Hash", "Ord", "PartialOrd"];

/// Derive macros that describe a type by the attributes of serde, by their packages. Generated types have none, since
/// they do not derive serde's traits.
const READERS: &[(&str, &[&str])] = &[
    ("aide", &["JsonSchema", "OperationIo"]),
    ("apistos", &["ApiComponent"]),
    ("okapi", &["JsonSchema"]),
    ("paperclip", &["Apiv2Schema"]),
    ("rocket_okapi", &["JsonSchema"]),
    ("salvo", &["ToParameters", "ToResponse", "ToResponses", "ToSchema"]),
    ("schemars", &["JsonSchema", "JsonSchema_repr"]),
    ("serde_repr", &["Deserialize_repr", "Serialize_repr"]),
    ("specta", &["Type"]),
    ("ts-rs", &["TS"]),
    ("tsify", &["Tsify"]),
    ("typescript-type-def", &["TypeDef"]),
    ("utoipa", &["IntoParams", "IntoResponses", "ToResponse", "ToSchema"]),
];

/// The derive macro that a path names. A macro of the standard library is returned by its name alone, since it has
/// several paths.
///
/// # Errors
///
/// The macro does not exist, or every type already has what it derives.
pub(super) fn derive(path: &Located<String>) -> Result<Located<String>, Diagnostic> {
    let text = &path.value;
    if !is_path(text) {
        let diagnostic =
            Diagnostic::new(codes::DERIVE, path.place, format!("`{text}` is not a valid path of a derive macro"));
        return Err(diagnostic.help("write a path such as `Eq` or `my_macros::Mask`"));
    }
    let (krate, name) = match text.split_once("::") {
        Some((first, rest)) => (Some(first), rest.rsplit("::").next().unwrap_or(rest)),
        None => (None, text.as_str()),
    };
    let is_standard = krate.is_none_or(|krate| ["alloc", "core", "std"].contains(&krate));
    let is_of_serde = krate.is_some_and(|krate| krate.starts_with("serde")) && name.ends_with("ize");
    if (is_standard || is_of_serde) && DERIVED.contains(&name) {
        let diagnostic = Diagnostic::new(codes::DERIVE, path.place, format!("every type implements `{name}` already"));
        return Err(diagnostic.help("remove it"));
    }
    if !is_standard {
        return Ok(path.clone());
    }
    if STANDARD.contains(&name) {
        return Ok(Located { value: name.to_owned(), place: path.place });
    }
    let diagnostic =
        Diagnostic::new(codes::DERIVE, path.place, format!("the standard library has no derive macro `{name}`"));
    let diagnostic = diagnostic.did_you_mean(name, STANDARD.iter().copied());
    let help = diagnostic.help.clone().unwrap_or_default();
    let of_others = "macros of other crates are named by their path, such as `my_macros::Mask`";
    Err(if krate.is_none() { diagnostic.help(format!("{help}; {of_others}")) } else { diagnostic })
}

/// What is wrong with a derive macro of another crate, given the packages of the dependencies by their names.
pub(super) fn fault(path: &Located<String>, packages: &BTreeMap<String, String>) -> Option<Diagnostic> {
    let (krate, rest) = path.value.split_once("::")?;
    let name = rest.rsplit("::").next().unwrap_or(rest);
    let Some(package) = packages.get(krate) else {
        let message = format!("the generated crate does not depend on `{krate}`, which has the derive macro `{name}`");
        let diagnostic = Diagnostic::new(codes::DERIVE, path.place, message);
        let diagnostic = diagnostic.did_you_mean(krate, packages.keys().map(String::as_str));
        let is_similar = diagnostic.help.as_ref().is_some_and(|help| help.starts_with("did you mean"));
        let help = "name it with its version under [dependencies]";
        return Some(if is_similar { diagnostic } else { diagnostic.help(help) });
    };
    let is_reader = |(reader, names): &&(&str, &[&str])| *reader == package && names.contains(&name);
    READERS.iter().find(is_reader).map(|_| {
        let message =
            format!("`{}` cannot be derived: it reads serde's attributes, which generated types do not have", path.value);
        Diagnostic::new(codes::DERIVE, path.place, message).help(
            "generated types implement serde's traits directly; the macro would use the names of Rust's fields instead of \
             those of the model",
        )
    })
}

/// Whether a text is identifiers with `::` between them.
fn is_path(text: &str) -> bool {
    let is_start = |c: char| c.is_ascii_alphabetic() || c == '_';
    let is_ident = |part: &str| part.starts_with(is_start) && part.chars().all(|c| is_start(c) || c.is_ascii_digit());
    text.split("::").all(is_ident)
}
