//! By which names models are called: on the command line, as tables below `services` in `shapewright.toml`, and as modules.

use std::collections::BTreeMap;

use super::{Choices, ServiceConfig};
use crate::codes;
use shapewright_smithy::diagnostics::{Diagnostic, Place, Report};

impl Choices {
    /// The choices for each of these models, given by the names of their files, and which tables belong to none.
    ///
    /// What the report says of a table does not depend on which of the models are generated.
    pub fn assign<K: Copy + Ord>(&self, models: &[(K, &str)]) -> (BTreeMap<K, &ServiceConfig>, Report) {
        let (mut assigned, mut report) = (BTreeMap::new(), Report::new());
        for (name, service) in &self.services {
            match called(name, models)[..] {
                [] => {
                    let names = models.iter().map(|(_, file)| module_name(file));
                    let message = format!("no model is named `{name}`; the table has no effect");
                    let diagnostic = Diagnostic::new(codes::UNUSED_TABLE, service.place, message);
                    report.push(diagnostic.did_you_mean(name, names));
                }
                [model] => {
                    if let Some(other) = assigned.insert(model, service) {
                        report.push(twice(service.place, other.place));
                    }
                }
                [first, second, ..] => {
                    let names = [first, second].map(|id| file_of(id, models));
                    let message = format!("`{name}` is the name of two models: `{}` and `{}`", names[0], names[1]);
                    let help = "name the table after the file, without `.json`";
                    report.push(Diagnostic::new(codes::AMBIGUOUS_TABLE, service.place, message).help(help));
                }
            }
        }
        (assigned, report)
    }
}

/// A model has two tables.
pub(super) fn twice(place: Place, other: Place) -> Diagnostic {
    let diagnostic = Diagnostic::new(codes::AMBIGUOUS_TABLE, place, "two tables are for the same model")
        .related(other, "first table");
    diagnostic.help("put all keys into one table")
}

/// The models that a name means: the one whose file is called so, with or without extension, or else the one whose file
/// is without its date, or else those for which that is so but for dashes, underscores and dots.
pub fn called<K: Copy>(name: &str, models: &[(K, &str)]) -> Vec<K> {
    let base = |file: &str| file.rsplit(['/', '\\']).next() == Some(name);
    let rules: [&dyn Fn(&str) -> bool; 4] =
        [&base, &|file| stem(file) == name, &|file| module_name(file) == name, &|file| {
            folded(module_name(file)) == folded(name) || folded(stem(file)) == folded(name)
        }];
    let by = |rule: &dyn Fn(&str) -> bool| -> Vec<K> {
        models.iter().filter(|(_, file)| rule(file)).map(|(key, _)| *key).collect()
    };
    rules.into_iter().map(by).find(|found| !found.is_empty()).unwrap_or_default()
}

/// A name as it is compared.
fn folded(name: &str) -> String {
    name.replace(['-', '.'], "_")
}

fn file_of<'a, K: Copy + Ord>(id: K, models: &[(K, &'a str)]) -> &'a str {
    let file = models.iter().find(|(other, _)| *other == id).map_or("", |(_, file)| file);
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// What the table of a service is called, or would be: its module's name below `services`, in quotes where TOML wants
/// them.
pub fn table(module: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let name =
        if !module.is_empty() && module.chars().all(is_bare) { module.to_owned() } else { super::quoted(module) };
    format!("services.{name}")
}

/// The module's name that a model file's name suggests: its stem, without the date that published models bear.
pub fn module_name(source_name: &str) -> &str {
    let stem = stem(source_name);
    let dated = stem.len().checked_sub("-2016-06-10".len()).and_then(|at| stem.split_at_checked(at));
    match dated {
        Some((name, date)) if !name.is_empty() && is_date(date) => name,
        _ => stem,
    }
}

/// The file's name without its extension.
fn stem(source_name: &str) -> &str {
    let file = source_name.rsplit(['/', '\\']).next().unwrap_or(source_name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Whether a text looks like `-2016-06-10` or `.2016-06-10`.
fn is_date(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| match at {
        0 => matches!(byte, b'-' | b'.' | b'_'),
        5 | 8 => byte == b'-',
        _ => byte.is_ascii_digit(),
    })
}

#[cfg(test)]
mod tests {
    use super::{called, module_name, table};

    #[test]
    fn modules() {
        for (source, expected) in [
            ("models/panorama.json", "panorama"),
            ("polly-2016-06-10.json", "polly"),
            (r"c:\m\resource-explorer-2-2022-07-28.json", "resource-explorer-2"),
            ("models/chime.2018-05-01.json", "chime"),
            ("2016-06-10.json", "2016-06-10"),
            ("-2016-06-10.json", "-2016-06-10"),
            ("a-2016-06-1x.json", "a-2016-06-1x"),
            ("a.b.json", "a.b"),
            ("é-2016-06-10", "é"),
            ("ééééééé", "ééééééé"),
            ("", ""),
        ] {
            assert_eq!(module_name(source), expected, "{source}");
        }
    }

    #[test]
    fn one_name_for_a_model() {
        let models = ["m/polly-2016-06-10.json", "m/resource-explorer-2-2022-07-28.json", "m/a_b.json", "m/a-b.json"];
        let models: Vec<(usize, &str)> = models.into_iter().enumerate().collect();
        for (name, expected) in [
            ("polly", &[0][..]),
            ("polly-2016-06-10", &[0]),
            ("resource-explorer-2", &[1]),
            ("resource_explorer_2", &[1]),
            ("a-b", &[3]),
            ("a_b", &[2]),
            ("a.b", &[2, 3]),
            ("pol", &[]),
            ("", &[]),
        ] {
            assert_eq!(called(name, &models), expected, "{name}");
        }
    }

    #[test]
    fn tables() {
        for (module, expected) in [
            ("polly", "services.polly"),
            ("iot-wireless", "services.iot-wireless"),
            ("a.b", "services.\"a.b\""),
            ("", "services.\"\""),
        ] {
            assert_eq!(table(module), expected);
        }
    }
}
