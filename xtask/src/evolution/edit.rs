//! Valid edits of models, chosen by chance: those that people make.

mod choose;

use serde_json::{Value, json};

pub(super) use choose::{Numbers, service};
use choose::{Place, add_trait, members, operations, shapes_of};

/// An edit; `None` where a model has nothing to change.
type Edit = fn(&mut Value, &mut Numbers) -> Option<()>;

/// All kinds of edits.
pub(super) const EDITS: &[(&str, Edit)] = &[
    ("add an optional member", |model, numbers| add_member(model, numbers, false)),
    ("add a required member", |model, numbers| add_member(model, numbers, true)),
    ("remove a member", |model, numbers| {
        let place = members(model, numbers, &["structure", "union"], |_, member| !is_bound_to_label(member))?;
        place.remove(model)
    }),
    ("rename a member", |model, numbers| {
        let place = members(model, numbers, &["structure", "union"], |_, member| !is_bound_to_label(member))?;
        let value = place.take(model)?;
        let name = format!("{}Renamed", place.member);
        place.container(model)?.insert(name, value);
        Some(())
    }),
    ("rename a member that keeps its name in JSON", |model, numbers| {
        let place = members(model, numbers, &["structure"], |_, member| {
            !is_bound(member) && member["traits"]["smithy.api#jsonName"].is_null()
        })?;
        let mut value = place.take(model)?;
        value["traits"]["smithy.api#jsonName"] = json!(place.member);
        place.container(model)?.insert(format!("{}Renamed", place.member), value);
        Some(())
    }),
    ("change a type", |model, numbers| {
        const TYPES: &[&str] = &["String", "Integer", "Long", "Boolean", "Double", "Timestamp", "Document", "Blob"];
        let place = members(model, numbers, &["structure", "union", "list"], |_, member| !is_bound(member))?;
        let ty = TYPES[numbers.below(TYPES.len())];
        let member = place.get(model)?;
        member["target"] = json!(format!("smithy.api#{ty}"));
        let kept = ["smithy.api#required", "smithy.api#documentation", "smithy.api#jsonName"];
        if let Some(traits) = member.get_mut("traits").and_then(Value::as_object_mut) {
            traits.retain(|id, _| kept.contains(&&**id));
        }
        Some(())
    }),
    ("widen an integer", |model, numbers| {
        let is_integer = |model: &Value, member: &Value| {
            let target = member["target"].as_str().unwrap_or_default();
            target == "smithy.api#Integer" || model["shapes"][target]["type"] == "integer"
        };
        let place = members(model, numbers, &["structure"], is_integer)?;
        let member = place.get(model)?;
        member["target"] = json!("smithy.api#Long");
        Some(())
    }),
    ("require a member", |model, numbers| {
        let place = members(model, numbers, &["structure"], |_, member| !has(member, "smithy.api#required"))?;
        add_trait(place.get(model)?, "smithy.api#required", json!({}))
    }),
    ("make a member optional", |model, numbers| {
        let place = members(model, numbers, &["structure"], |_, member| {
            has(member, "smithy.api#required") && !is_bound_to_label(member)
        })?;
        place.get(model)?["traits"].as_object_mut()?.remove("smithy.api#required").map(drop)
    }),
    ("add a value to an enum", |model, numbers| {
        let id = shapes_of(model, numbers, "enum", |_| true)?;
        model["shapes"][&id]["members"]["ADDED_VALUE"] =
            json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "added-value" } });
        Some(())
    }),
    ("remove a value from an enum", |model, numbers| {
        let place = members(model, numbers, &["enum"], |_, _| true)?;
        let is_last = place.container(model)?.len() == 1;
        if is_last { None } else { place.remove(model) }
    }),
    ("add a variant to a union", |model, numbers| {
        let id = shapes_of(model, numbers, "union", |_| true)?;
        model["shapes"][&id]["members"]["addedVariant"] = json!({ "target": "smithy.api#String" });
        Some(())
    }),
    ("tighten a length", |model, numbers| {
        let place = members(model, numbers, &["structure"], is_text)?;
        let member = place.get(model)?;
        add_trait(member, "smithy.api#length", json!({ "min": 1, "max": 5 }))
    }),
    ("loosen a length", |model, numbers| {
        let id = shapes_of(model, numbers, "string", |shape| has(shape, "smithy.api#length"))?;
        model["shapes"][&id]["traits"]["smithy.api#length"] = json!({ "min": 0, "max": 5000 });
        Some(())
    }),
    ("tighten a range", |model, numbers| {
        let is_number = |model: &Value, member: &Value| {
            let target = member["target"].as_str().unwrap_or_default();
            target == "smithy.api#Integer" || model["shapes"][target]["type"] == "integer"
        };
        let place = members(model, numbers, &["structure"], is_number)?;
        add_trait(place.get(model)?, "smithy.api#range", json!({ "min": 2, "max": 20 }))
    }),
    ("remove a range", |model, numbers| {
        let id = shapes_of(model, numbers, "integer", |shape| has(shape, "smithy.api#range"))?;
        model["shapes"][&id]["traits"].as_object_mut()?.remove("smithy.api#range").map(drop)
    }),
    ("add a pattern", |model, numbers| {
        let place = members(model, numbers, &["structure"], is_text)?;
        add_trait(place.get(model)?, "smithy.api#pattern", json!("^[0-9]+$"))
    }),
    ("remove a pattern", |model, numbers| {
        let id = shapes_of(model, numbers, "string", |shape| has(shape, "smithy.api#pattern"))?;
        model["shapes"][&id]["traits"].as_object_mut()?.remove("smithy.api#pattern").map(drop)
    }),
    ("make items unique", |model, numbers| {
        let id = shapes_of(model, numbers, "list", |shape| !has(shape, "smithy.api#uniqueItems"))?;
        add_trait(&mut model["shapes"][&id], "smithy.api#uniqueItems", json!({}))
    }),
    ("make a list sparse", |model, numbers| {
        let id = shapes_of(model, numbers, "list", |shape| !has(shape, "smithy.api#sparse"))?;
        add_trait(&mut model["shapes"][&id], "smithy.api#sparse", json!({}))
    }),
    ("change a route", |model, numbers| {
        let id = operations(model, numbers)?;
        let uri = model["shapes"][&id]["traits"]["smithy.api#http"]["uri"].as_str()?;
        let uri = format!("/changed{uri}");
        model["shapes"][&id]["traits"]["smithy.api#http"]["uri"] = json!(uri);
        Some(())
    }),
    ("change a status", |model, numbers| {
        let id = operations(model, numbers)?;
        model["shapes"][&id]["traits"]["smithy.api#http"]["code"] = json!(203);
        Some(())
    }),
    ("change the status of an error", |model, numbers| {
        let id = shapes_of(model, numbers, "structure", |shape| has(shape, "smithy.api#error"))?;
        add_trait(&mut model["shapes"][&id], "smithy.api#httpError", json!(418))
    }),
    ("bind a member to a header", |model, numbers| bind(model, numbers, "smithy.api#httpHeader", "x-bound-by-edit")),
    ("bind a member to the query", |model, numbers| bind(model, numbers, "smithy.api#httpQuery", "boundByEdit")),
    ("unbind a member", |model, numbers| {
        let place = members(model, numbers, &["structure"], |_, member| {
            has(member, "smithy.api#httpHeader") || has(member, "smithy.api#httpQuery")
        })?;
        let traits = place.get(model)?["traits"].as_object_mut()?;
        traits.remove("smithy.api#httpHeader").or_else(|| traits.remove("smithy.api#httpQuery")).map(drop)
    }),
    ("change the name of a query parameter", |model, numbers| {
        let place = members(model, numbers, &["structure"], |_, member| has(member, "smithy.api#httpQuery"))?;
        place.get(model)?["traits"]["smithy.api#httpQuery"] = json!("changedName");
        Some(())
    }),
    ("change a name in JSON", |model, numbers| {
        let place = members(model, numbers, &["structure", "union"], |_, member| !is_bound(member))?;
        add_trait(place.get(model)?, "smithy.api#jsonName", json!("changed-name"))
    }),
    ("change the format of a timestamp", |model, numbers| {
        let is_timestamp = |model: &Value, member: &Value| {
            let target = member["target"].as_str().unwrap_or_default();
            target == "smithy.api#Timestamp" || model["shapes"][target]["type"] == "timestamp"
        };
        let place = members(model, numbers, &["structure"], is_timestamp)?;
        let member = place.get(model)?;
        let is_date = member["traits"]["smithy.api#timestampFormat"] == "date-time";
        add_trait(member, "smithy.api#timestampFormat", json!(if is_date { "http-date" } else { "date-time" }))
    }),
    ("add a default", |model, numbers| {
        let place = members(model, numbers, &["structure"], |model, member| {
            is_text(model, member) && !has(member, "smithy.api#required") && !is_bound_to_label(member)
        })?;
        add_trait(place.get(model)?, "smithy.api#default", json!("default"))
    }),
    ("change a default", |model, numbers| {
        let is_integer = |model: &Value, member: &Value| {
            let target = member["target"].as_str().unwrap_or_default();
            has(member, "smithy.api#default") && model["shapes"][target]["type"] == "integer"
        };
        let place = members(model, numbers, &["structure"], is_integer)?;
        add_trait(place.get(model)?, "smithy.api#default", json!(7))
    }),
    ("remove a default", |model, numbers| {
        let place = members(model, numbers, &["structure"], |_, member| has(member, "smithy.api#default"))?;
        place.get(model)?["traits"].as_object_mut()?.remove("smithy.api#default").map(drop)
    }),
    ("add an operation", |model, _| {
        let service = service(model)?;
        let namespace = service.split('#').next()?.to_owned();
        let id = format!("{namespace}#AddedByEdit");
        let http = json!({ "method": "POST", "uri": "/added-by-edit", "code": 200 });
        model["shapes"][&id] = json!({ "type": "operation", "traits": { "smithy.api#http": http } });
        model["shapes"][&service]["operations"].as_array_mut()?.push(json!({ "target": id }));
        Some(())
    }),
    ("remove an operation", |model, numbers| {
        let service = service(model)?;
        let operations = model["shapes"][&service]["operations"].as_array_mut()?;
        if operations.len() < 2 {
            return None;
        }
        let at = numbers.below(operations.len());
        operations.remove(at);
        Some(())
    }),
    ("add an error", |model, numbers| {
        let operation = operations(model, numbers)?;
        let id = format!("{}#AddedByEditException", operation.split('#').next()?);
        model["shapes"][&id] =
            json!({ "type": "structure", "members": {}, "traits": { "smithy.api#error": "client" } });
        let shape = model["shapes"][&operation].as_object_mut()?;
        shape.entry("errors").or_insert(json!([])).as_array_mut()?.push(json!({ "target": id }));
        Some(())
    }),
    ("remove an error", |model, numbers| {
        let operation = operations(model, numbers)?;
        let errors = model["shapes"][&operation]["errors"].as_array_mut()?;
        if errors.is_empty() {
            return None;
        }
        let at = numbers.below(errors.len());
        errors.remove(at);
        Some(())
    }),
    ("rename a shape", |model, numbers| {
        let kinds = ["structure", "enum", "union", "list"];
        let kind = kinds[numbers.below(kinds.len())];
        let id = shapes_of(model, numbers, kind, |_| true)?;
        choose::rename(model, &id, &format!("{id}Renamed"))
    }),
    ("document", |model, numbers| {
        let place = members(model, numbers, &["structure", "union"], |_, _| true)?;
        add_trait(place.get(model)?, "smithy.api#documentation", json!("Other words."))
    }),
    ("deprecate", |model, numbers| {
        let place = members(model, numbers, &["structure"], |_, _| true)?;
        add_trait(place.get(model)?, "smithy.api#deprecated", json!({}))
    }),
    ("make sensitive", |model, numbers| {
        let id = shapes_of(model, numbers, "string", |_| true)?;
        add_trait(&mut model["shapes"][&id], "smithy.api#sensitive", json!({}))
    }),
    ("remove pages", |model, numbers| {
        let id = shapes_of(model, numbers, "operation", |shape| has(shape, "smithy.api#paginated"))?;
        model["shapes"][&id]["traits"].as_object_mut()?.remove("smithy.api#paginated").map(drop)
    }),
    ("make a token of a member", |model, numbers| {
        let place =
            members(model, numbers, &["structure"], |model, member| is_text(model, member) && !is_bound(member))?;
        add_trait(place.get(model)?, "smithy.api#idempotencyToken", json!({}))
    }),
    ("make a string an enum", |model, numbers| {
        let id = shapes_of(model, numbers, "string", |shape| !has(shape, "smithy.api#pattern"))?;
        model["shapes"][&id] = json!({ "type": "enum", "members": {
            "ONE": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "one" } }
        } });
        Some(())
    }),
];

fn has(shape: &Value, id: &str) -> bool {
    !shape["traits"][id].is_null()
}

fn is_bound_to_label(member: &Value) -> bool {
    has(member, "smithy.api#httpLabel")
}

/// Whether a member is bound to anything but the body's document.
fn is_bound(member: &Value) -> bool {
    let traits = ["Header", "Query", "QueryParams", "Label", "Payload", "PrefixHeaders", "ResponseCode"];
    traits.iter().any(|name| has(member, &format!("smithy.api#http{name}")))
}

fn is_text(model: &Value, member: &Value) -> bool {
    let target = member["target"].as_str().unwrap_or_default();
    target == "smithy.api#String" || model["shapes"][target]["type"] == "string"
}

fn add_member(model: &mut Value, numbers: &mut Numbers, is_required: bool) -> Option<()> {
    const TYPES: &[&str] = &["String", "Integer", "Boolean", "Timestamp"];
    let id = shapes_of(model, numbers, "structure", |_| true)?;
    let mut member = json!({ "target": format!("smithy.api#{}", TYPES[numbers.below(TYPES.len())]) });
    if is_required {
        member["traits"] = json!({ "smithy.api#required": {} });
    }
    model["shapes"][&id]["members"]["addedByEdit"] = member;
    Some(())
}

/// Binds a text of an operation's input.
fn bind(model: &mut Value, numbers: &mut Numbers, id: &str, name: &str) -> Option<()> {
    let operation = operations(model, numbers)?;
    let input = model["shapes"][&operation]["input"]["target"].as_str()?.to_owned();
    let shape = model["shapes"][&input]["members"].as_object()?;
    let is_meant = |member: &Value| is_text(model, member) && !is_bound(member);
    let names: Vec<String> =
        shape.iter().filter(|(_, member)| is_meant(member)).map(|(name, _)| name.clone()).collect();
    let member = names.get(numbers.below(names.len()))?.clone();
    let place = Place { shape: input, member };
    add_trait(place.get(model)?, id, json!(name))
}
