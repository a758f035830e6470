//! A model that is being put together.
//!
//! What is not under test is called `Zq…`, like nothing that generated code uses.

use serde_json::{Map, Value, json};

/// A model with one service, and what exercises every module that is generated for one: pages, a waiter, streams,
/// constraints, defaults, examples and errors.
pub(super) struct Draft {
    shapes: Map<String, Value>,
    operations: Vec<Value>,
    resources: Vec<Value>,
    held: usize,
}

/// A finished model.
pub(super) struct Model {
    /// The file's name without `.json`.
    pub(super) stem: String,
    /// The JSON AST.
    pub(super) text: String,
}

/// The id of a shape: of the model, unless it has a namespace.
fn target(name: &str) -> Value {
    if name.contains('#') { json!({ "target": name }) } else { json!({ "target": format!("zq.names#{name}") }) }
}

/// Shapes of the prelude.
pub(super) const STRING: &str = "smithy.api#String";
pub(super) const INTEGER: &str = "smithy.api#Integer";
pub(super) const DOCUMENT: &str = "smithy.api#Document";
pub(super) const UNIT: &str = "smithy.api#Unit";

/// A member of this target with traits of `smithy.api`.
pub(super) fn member(name: &str, traits: &Value) -> Value {
    let mut member = target(name);
    let traits = traits.as_object().into_iter().flatten();
    member["traits"] = traits.map(|(name, value)| (format!("smithy.api#{name}"), value.clone())).collect();
    member
}

/// Members of these names, made from the name and its number.
pub(super) fn members(names: &[String], make: impl Fn(usize, &str) -> Value) -> Value {
    names.iter().enumerate().map(|(index, name)| (name.clone(), make(index, name))).collect::<Map<_, _>>().into()
}

/// The messages of an operation; `None` for the unit type.
#[derive(Clone, Copy)]
pub(super) struct Messages<'n> {
    pub(super) input: Option<&'n str>,
    pub(super) output: Option<&'n str>,
}

impl Draft {
    /// A model without anything.
    pub(super) fn bare() -> Self {
        Self { shapes: Map::new(), operations: Vec::new(), resources: Vec::new(), held: 0 }
    }

    /// A model of all that is not under test.
    pub(super) fn new() -> Self {
        let mut draft = Self::bare();
        draft.simple();
        draft.calls();
        draft
    }

    fn simple(&mut self) {
        let constrained = json!({ "length": { "min": 1, "max": 99 }, "pattern": "^[a-z]+$" });
        self.shape("ZqText", "string", json!({}), &constrained);
        self.shape("ZqSecret", "string", json!({}), &json!({ "sensitive": {} }));
        let (key, value) = (target("ZqText"), target(DOCUMENT));
        self.shape("ZqMap", "map", json!({ "key": key, "value": value }), &json!({ "length": { "max": 9 } }));
        self.shape("ZqSet", "list", json!({ "member": target("ZqMap") }), &json!({ "uniqueItems": {} }));
        self.structure(
            "ZqFailed",
            json!({ "message": target(STRING) }),
            &json!({ "error": "client", "retryable": {} }),
        );
        let event = json!({
            "zqHeader": member(STRING, &json!({ "eventHeader": {} })),
            "zqBody": member("ZqText", &json!({ "eventPayload": {} })),
        });
        self.structure("ZqEvent", event, &json!({}));
        let events = json!({ "zqEvent": target("ZqEvent"), "zqFailed": target("ZqFailed") });
        self.shape("ZqEvents", "union", events, &json!({ "streaming": {} }));
        self.shape("ZqStream", "blob", json!({}), &json!({ "streaming": {} }));
    }

    fn calls(&mut self) {
        let query = |name: &str| member(STRING, &json!({ "httpQuery": name }));
        let limit = member(INTEGER, &json!({ "httpQuery": "zq-limit", "default": 7, "range": { "max": 9 } }));
        self.structure("ZqPageInput", json!({ "zqNext": query("zq-next"), "zqLimit": limit }), &json!({}));
        let page = json!({ "zqNext": target(STRING), "zqItems": target("ZqMap"), "zqSets": target("ZqSet") });
        self.structure("ZqPageOutput", page, &json!({}));
        self.page("ZqPage", &["ZqDone".to_owned()]);
        let payload = |name: &str| json!({ "zqBody": member(name, &json!({ "httpPayload": {}, "required": {} })) });
        self.structure("ZqStreamInput", payload("ZqStream"), &json!({}));
        self.structure("ZqStreamOutput", payload("ZqEvents"), &json!({}));
        self.operation(
            "ZqStreams",
            Messages { input: Some("ZqStreamInput"), output: Some("ZqStreamOutput") },
            &["ZqFailed"],
            &json!({}),
        );
    }

    /// An operation that has pages, waiters and an example, of which there may be many.
    pub(super) fn page(&mut self, name: &str, waiters: &[String]) {
        let matcher = json!({ "output": { "path": "zqNext", "expected": "b", "comparator": "stringEquals" } });
        let acceptors = json!([
            { "state": "success", "matcher": matcher },
            { "state": "failure", "matcher": { "success": false } },
        ]);
        let traits = json!({
            "readonly": {},
            "paginated": { "inputToken": "zqNext", "outputToken": "zqNext", "items": "zqItems" },
            "examples": [{ "title": "A page", "input": { "zqNext": "a" }, "output": { "zqItems": { "a": 1 } } }],
            "waitable": members(waiters, |_, _| json!({ "acceptors": acceptors })),
        });
        self.operation(
            name,
            Messages { input: Some("ZqPageInput"), output: Some("ZqPageOutput") },
            &["ZqFailed"],
            &traits,
        );
    }

    /// Adds a shape, with traits of `smithy.api`.
    pub(super) fn shape(&mut self, name: &str, kind: &str, members: Value, traits: &Value) {
        let mut shape = member(UNIT, traits);
        shape["type"] = kind.into();
        if let Some(shape) = shape.as_object_mut() {
            shape.remove("target");
            match kind {
                "list" | "map" => shape.extend(members.as_object().cloned().unwrap_or_default()),
                _ if members.as_object().is_some_and(Map::is_empty) && kind != "structure" => {}
                _ => drop(shape.insert("members".to_owned(), members)),
            }
        }
        self.shapes.insert(format!("zq.names#{name}"), shape);
    }

    /// Adds a structure, with traits of `smithy.api`.
    pub(super) fn structure(&mut self, name: &str, members: Value, traits: &Value) {
        self.shape(name, "structure", members, traits);
    }

    /// Adds an operation with a path of its own, with traits of `smithy.api` or waiters.
    pub(super) fn operation(&mut self, name: &str, messages: Messages<'_>, errors: &[&str], traits: &Value) {
        let uri = format!("/zq{}", self.shapes.len());
        self.operation_at(&uri, name, messages, errors, traits);
    }

    fn operation_at(&mut self, uri: &str, name: &str, messages: Messages<'_>, errors: &[&str], traits: &Value) {
        self.operations.push(target(name));
        let mut operation = member(UNIT, traits);
        let method = if traits.get("readonly").is_some() { "GET" } else { "POST" };
        let traits = &mut operation["traits"];
        traits["smithy.api#http"] = json!({ "method": method, "uri": uri });
        if let Some(waiters) = traits.as_object_mut().and_then(|traits| traits.remove("smithy.api#waitable")) {
            traits["smithy.waiters#waitable"] = waiters;
        }
        operation["type"] = "operation".into();
        operation["input"] = target(messages.input.unwrap_or(UNIT));
        operation["output"] = target(messages.output.unwrap_or(UNIT));
        operation["errors"] = errors.iter().map(|error| target(error)).collect();
        if let Some(operation) = operation.as_object_mut() {
            operation.remove("target");
        }
        self.shapes.insert(format!("zq.names#{name}"), operation);
    }

    /// Adds resources of these names, each with an identifier of its name, and an operation with all of these as labels.
    pub(super) fn resources(&mut self, names: &[String]) {
        for name in names {
            let resource = json!({ "type": "resource", "identifiers": { name: target(STRING) } });
            self.shapes.insert(format!("zq.names#{name}"), resource);
            self.resources.push(target(name));
        }
        let number = self.resources.len();
        let [read, input] = [format!("ZqRead{number}"), format!("ZqRead{number}Input")];
        let label = json!({ "httpLabel": {}, "required": {} });
        self.structure(&input, members(names, |_, _| member(STRING, &label)), &json!({ "input": {} }));
        let labels: String = names.iter().map(|name| format!("/{{{name}}}")).collect();
        let uri = format!("/zq-resource{number}{labels}");
        self.operation_at(&uri, &read, Messages { input: Some(&input), output: None }, &[], &json!({ "readonly": {} }));
    }

    /// Has an operation send and return values of these shapes.
    pub(super) fn hold(&mut self, names: &[String]) {
        self.held += 1;
        let [holder, call] = [format!("ZqHolder{}", self.held), format!("ZqSend{}", self.held)];
        let values: Map<String, Value> =
            names.iter().enumerate().map(|(index, name)| (format!("zq{index}"), target(name))).collect();
        self.structure(&holder, values.into(), &json!({}));
        self.structure(&format!("{call}Input"), json!({ "zqHolder": target(&holder) }), &json!({ "input": {} }));
        self.structure(&format!("{call}Output"), json!({ "zqHolder": target(&holder) }), &json!({ "output": {} }));
        let messages = [format!("{call}Input"), format!("{call}Output")];
        self.operation(
            &call,
            Messages { input: Some(&messages[0]), output: Some(&messages[1]) },
            &["ZqFailed"],
            &json!({}),
        );
    }

    /// The model of a service of this name.
    pub(super) fn finish(mut self, stem: &str, service: &str) -> Model {
        let service_shape = json!({
            "type": "service",
            "version": "1",
            "operations": self.operations,
            "resources": self.resources,
            "traits": { "aws.protocols#restJson1": {} },
        });
        self.shapes.insert(format!("zq.service#{service}"), service_shape);
        let text = json!({ "smithy": "2.0", "shapes": self.shapes }).to_string();
        Model { stem: stem.to_owned(), text }
    }
}
