//! What selectors select of a small model, and that no text breaks the parser.

mod syntax;

use super::{MessageTemplate, Selector};
use crate::diagnostics::Sources;
use crate::model::{Model, Subject};
use crate::neighbors::Neighbors;

fn zoo() -> Model {
    let mut sources = Sources::new();
    sources.add("zoo.json", include_str!("tests/zoo.json"));
    let (model, _) = Model::load(&sources, sources.ids());
    model
}

fn short(subject: &Subject<'_>) -> String {
    let id = subject.id().as_str();
    id.strip_prefix("zoo#").unwrap_or(id).to_owned()
}

/// The shapes that the cases are about: those of the zoo, and others where a case names them.
fn is_meant(id: &str, expected: &[String]) -> bool {
    !id.contains('#') || expected.iter().any(|one| one.contains('#'))
}

#[test]
fn selectors_select() {
    let model = zoo();
    let neighbors = Neighbors::new(&model);
    let mut failures = Vec::new();
    for line in include_str!("tests/selected.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(text) = line.strip_suffix(" !error") {
            assert!(Selector::parse(text).is_err(), "{text}");
            continue;
        }
        let (text, expected) = line.split_once(" =>").expect("a case has an arrow");
        let mut expected: Vec<String> = expected.split_whitespace().map(str::to_owned).collect();
        expected.sort_unstable();
        let selector = Selector::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let selected = selector.select(&neighbors);
        let mut found: Vec<String> = selected.iter().map(short).filter(|id| is_meant(id, &expected)).collect();
        found.sort_unstable();
        if found != expected {
            failures.push(format!("{text}\n    expected {expected:?}\n    found    {found:?}"));
        }
        // The other ways to evaluate must agree.
        let mut matcher = selector.matcher(&neighbors);
        let ids = |subjects: &[Subject<'_>]| subjects.iter().map(|one| one.id().clone()).collect::<Vec<_>>();
        let all: Vec<_> = neighbors.vertices().filter_map(|vertex| neighbors.subject(vertex)).collect();
        let matched: Vec<_> = all.into_iter().filter(|subject| matcher.matches(subject.id())).collect();
        assert_eq!(ids(&matched), ids(&selected), "{text}: one by one");
        let mut with_variables = selector.select_with_variables(&neighbors);
        with_variables.dedup_by(|a, b| a.subject.id() == b.subject.id());
        let with_variables: Vec<_> = with_variables.iter().map(|found| found.subject).collect();
        assert_eq!(ids(&with_variables), ids(&selected), "{text}: with variables");
        let starts = neighbors.vertices().filter(|&vertex| {
            neighbors.is_own(vertex) || neighbors.subject(vertex).unwrap().id().namespace() == "smithy.api"
        });
        let mut united: Vec<_> = starts.flat_map(|start| selector.select_from(&neighbors, start)).collect();
        united.sort_by_key(|subject| neighbors.vertex(subject.id()));
        united.dedup_by(|a, b| a.id() == b.id());
        assert_eq!(ids(&united), ids(&selected), "{text}: start by start");
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn messages_have_values() {
    let model = zoo();
    let neighbors = Neighbors::new(&model);
    let cases = [
        ("[id = zoo#Cage]", "a @@ of @{id|name}, @{id}@@", "a @ of Cage, zoo#Cage@"),
        ("[id = zoo#Cage]", "nothing:@{foo}@{trait}@{var}@{var|x}.", "nothing:."),
        ("[id = zoo#Zoo]", "@{service} @{service|version} @{id|(length)}", "zoo#Zoo 2020-02-02 7"),
        ("[id = zoo#Zoo]", "@{trait|tags} @{trait|tags|(values)}", r#"["public","paid"] [public, paid]"#),
        ("[trait|pattern] [id|namespace = zoo]", "\"@{trait|documentation}\"", "\"ID of an Animal\""),
        ("[trait|httpError > 500]", "@{trait|httpError}", "503"),
        ("[id = zoo#Food]", "@{trait | externalDocumentation | Home}", "https://example.org/"),
        (
            "resource $r(>) [trait|zoo#controlPlane]",
            "@{var|r|id|name}",
            "[Weight, AnimalId, Cage, Feed, GetAnimal, ListAnimals]",
        ),
        ("[trait|range|max = 10] [id|namespace = zoo]", "@{trait|range}", r#"{"min":1,"max":10}"#),
    ];
    for (selector, template, expected) in cases {
        let selector = Selector::parse(selector).unwrap();
        let found = selector.select_with_variables(&neighbors);
        let template = MessageTemplate::parse(template).unwrap();
        let messages: Vec<_> = found.iter().map(|found| template.expand(&neighbors, found)).collect();
        let sorted = |text: &str| {
            let mut words: Vec<_> = text.split(['[', ']', ',', ' ']).map(str::to_owned).collect();
            words.sort_unstable();
            words
        };
        assert_eq!(messages.iter().map(|one| sorted(one)).collect::<Vec<_>>(), [sorted(expected)], "{messages:?}");
    }
}

#[test]
fn a_match_has_its_variables() {
    let model = zoo();
    let neighbors = Neighbors::new(&model);
    let selector = Selector::parse("operation $in(-[input]->) -[output]->").unwrap();
    let found = selector.select_with_variables(&neighbors);
    let shown: Vec<_> = found
        .iter()
        .map(|found| {
            let inputs = found.variable(&neighbors, "in").unwrap();
            (short(&found.subject), inputs.iter().map(short).collect::<Vec<_>>())
        })
        .collect();
    let expected = [("Record", vec!["GetAnimalInput"]), ("Records", vec![])];
    let expected: Vec<_> =
        expected.map(|(id, inputs)| (id.to_owned(), inputs.into_iter().map(str::to_owned).collect())).into();
    assert_eq!(shown, expected);
    assert!(found[0].variable(&neighbors, "out").is_none());
}
