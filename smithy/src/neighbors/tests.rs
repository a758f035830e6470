//! The graph of a small model.

use super::{Direction, Neighbors, Relationship, Relationships};
use crate::diagnostics::Sources;
use crate::model::{Model, ShapeId};

const MODEL: &str = r#"{
    "smithy": "2.0",
    "shapes": {
        "a#Thing": {
            "type": "resource",
            "create": { "target": "a#Make" },
            "operations": [{ "target": "a#Use" }, { "target": "a#Nowhere" }]
        },
        "a#Make": { "type": "operation", "input": { "target": "a#In" }, "traits": { "a#mark": {} } },
        "a#Use": {
            "type": "operation",
            "traits": {
                "a#see": { "also": ["a#Kind$ONE", "a#Nowhere"], "by": { "a#Name": "a#Mixin" } },
                "smithy.api#tags": ["a#In"]
            }
        },
        "a#In": {
            "type": "structure",
            "mixins": [{ "target": "a#Mixin" }],
            "members": { "self": { "target": "a#In" }, "kind": { "target": "a#Kind" } }
        },
        "a#Mixin": {
            "type": "structure",
            "members": { "name": { "target": "a#Name" } },
            "traits": { "smithy.api#mixin": {} }
        },
        "a#Name": { "type": "string" },
        "a#Kind": {
            "type": "enum",
            "members": { "ONE": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "one" } } }
        },
        "a#mark": { "type": "structure", "traits": { "smithy.api#trait": {} } },
        "a#see": {
            "type": "structure",
            "members": { "also": { "target": "a#Ids" }, "by": { "target": "a#ById" } },
            "traits": { "smithy.api#trait": {} }
        },
        "a#Ids": {
            "type": "list",
            "member": { "target": "smithy.api#String", "traits": { "smithy.api#idRef": {} } }
        },
        "a#ById": { "type": "map", "key": { "target": "a#Id" }, "value": { "target": "smithy.api#String" } },
        "a#Id": { "type": "string", "traits": { "smithy.api#idRef": {} } }
    }
}"#;

fn model() -> Model {
    let mut sources = Sources::new();
    sources.add("a.json", MODEL);
    Model::load(&sources, sources.ids()).0
}

fn id(text: &str) -> ShapeId {
    ShapeId::parse(text).unwrap()
}

#[test]
fn shapes_are_connected_in_both_directions() {
    let model = model();
    let neighbors = Neighbors::new(&model);
    let shown = |of: &str, direction| {
        let vertex = neighbors.vertex(&id(of)).unwrap();
        let edges = neighbors.edges(vertex, direction).iter().map(|edge| {
            let label = edge.relationship.label().unwrap_or("target");
            format!("{label} {}", neighbors.subject(edge.vertex).unwrap().id())
        });
        edges.collect::<Vec<_>>()
    };
    let forward = |of| shown(of, Direction::Forward);
    let reverse = |of| shown(of, Direction::Reverse);
    let thing = [
        "operation a#Make",
        "operation a#Use",
        "create a#Make",
        "collectionOperation a#Make",
        "instanceOperation a#Use",
    ];
    assert_eq!(forward("a#Thing"), thing);
    assert_eq!(forward("a#Make"), ["input a#In"]);
    assert!(forward("a#Use").is_empty(), "the unit type is not an input");
    assert_eq!(forward("a#In"), ["mixin a#Mixin", "member a#In$kind", "member a#In$name", "member a#In$self"]);
    assert_eq!(forward("a#In$name"), ["target a#Name", "mixin a#Mixin$name"]);
    assert_eq!(forward("a#Kind$ONE"), ["target smithy.api#Unit"]);
    assert_eq!(reverse("a#In"), ["target a#In$self", "input a#Make"]);
    assert_eq!(reverse("a#Make"), ["operation a#Thing", "create a#Thing", "collectionOperation a#Thing"]);
    assert_eq!(reverse("a#Name"), ["target a#In$name", "target a#Mixin$name"]);
    assert!(reverse("a#Thing").is_empty());
}

#[test]
fn definitions_of_traits_are_connected_apart() {
    let model = model();
    let neighbors = Neighbors::new(&model);
    let [make, mark] = ["a#Make", "a#mark"].map(|text| neighbors.vertex(&id(text)).unwrap());
    assert!(!neighbors.is_referenced(mark));
    let edge = neighbors.trait_edges(make, Direction::Forward)[0];
    assert_eq!((edge.relationship, edge.vertex), (Relationship::Trait, mark));
    let marked = neighbors.connected(mark, Direction::Reverse, Relationships::USUAL.with(Relationship::Trait));
    assert_eq!(marked.collect::<Vec<_>>(), [make]);
}

#[test]
fn values_of_traits_mention_shapes() {
    let model = model();
    let neighbors = Neighbors::new(&model);
    let vertex = neighbors.vertex(&id("a#Use")).unwrap();
    let edges = neighbors.id_ref_edges(vertex, Direction::Forward).iter();
    let mentioned: Vec<_> = edges.map(|edge| neighbors.subject(edge.vertex).unwrap().id().as_str()).collect();
    assert_eq!(mentioned, ["a#Kind$ONE", "a#Name"]);
    assert!(neighbors.edges(vertex, Direction::Forward).is_empty(), "only those who ask follow these");
}

#[test]
fn closures_follow_the_relationships_that_are_meant() {
    let model = model();
    let neighbors = Neighbors::new(&model);
    let thing = neighbors.vertex(&id("a#Thing")).unwrap();
    let closure = |relationships| {
        let closure = neighbors.closure([thing], Direction::Forward, relationships).into_iter();
        closure.map(|vertex| neighbors.subject(vertex).unwrap().id().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(closure(Relationships::BINDINGS), ["a#Make", "a#Thing", "a#Use"]);
    let all = closure(Relationships::USUAL);
    assert!(all.contains(&"a#Mixin$name".to_owned()) && all.contains(&"a#Kind$ONE".to_owned()), "{all:?}");
    assert!(!closure(Relationships::USUAL.without(Relationship::Mixin)).contains(&"a#Mixin".to_owned()));
}

#[test]
fn vertices_are_sorted_and_found_by_id() {
    let model = model();
    let neighbors = Neighbors::new(&model);
    let own: Vec<_> = neighbors.vertices().filter(|&vertex| neighbors.is_own(vertex)).collect();
    let ids: Vec<_> = own.iter().map(|&vertex| neighbors.subject(vertex).unwrap().id()).collect();
    assert!(ids.is_sorted(), "{ids:?}");
    for (vertex, id) in own.iter().zip(ids) {
        assert_eq!(neighbors.vertex(id), Some(*vertex));
    }
    assert_eq!(neighbors.vertex(&id("a#In$other")), None);
    assert_eq!(neighbors.vertex(&id("a#Nowhere")), None);
}
