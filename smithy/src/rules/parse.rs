//! Reads rules from the values of traits, and reports what is not of the language.

use std::collections::HashMap;

use super::diagram::Diagram;
use super::functions::{Function, Signature};
use super::syntax::{
    Body, Call, Condition, Endpoint, Expression, ExpressionKind, Outcome, Parameter, ParameterType, Rule, RuleSet,
    Version,
};
use super::{Fault, check, template};
use crate::diagnostics::{Place, clip, similar};
use crate::model::{Entry, Node, Value};

/// What was found so far.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) faults: Vec<Fault>,
}

impl<'m> RuleSet<'m> {
    /// Reads the value of the trait `endpointRuleSet`; without faults, there are rules.
    pub(crate) fn read(node: &'m Node) -> Result<Self, Vec<Fault>> {
        let mut reader = Reader::default();
        let set = reader.rule_set(node, |reader| {
            let rules = reader.member(node, "rules", "the rule set").and_then(|rules| reader.rules(rules));
            rules.map(Body::Rules)
        });
        let mut faults = reader.faults;
        if let Some(set) = &set {
            check::check(set, &mut faults);
        }
        set.filter(|_| faults.is_empty()).ok_or(faults)
    }

    /// Reads the value of the trait `endpointBdd`; without faults, there is a diagram.
    pub(crate) fn read_diagram(node: &'m Node) -> Result<Self, Vec<Fault>> {
        let mut reader = Reader::default();
        let set = reader.rule_set(node, |reader| Diagram::read(reader, node).map(Body::Diagram));
        if let Some(set) = set.as_ref().filter(|set| set.version < Version::V1_1) {
            let place = node.get("version").map_or(node.place, |node| node.place);
            reader.fault(place, format!("a diagram needs version 1.1 or later, not {}", set.version), "");
        }
        set.filter(|_| reader.faults.is_empty()).ok_or(reader.faults)
    }
}

impl Reader {
    pub(super) fn fault(&mut self, place: Place, message: impl Into<String>, help: impl Into<String>) {
        self.faults.push(Fault { place, message: message.into(), help: help.into() });
    }

    fn mismatch(&mut self, node: &Node, what: &str, expected: &str) {
        self.fault(node.place, format!("{what} must be {expected}, not {}", node.describe()), "");
    }

    /// The value of a key that must be there.
    pub(super) fn member<'m>(&mut self, node: &'m Node, key: &str, what: &str) -> Option<&'m Node> {
        if node.as_object().is_none() {
            self.mismatch(node, what, "an object");
            return None;
        }
        let member = node.get(key);
        if member.is_none() {
            self.fault(node.place, format!("{what} has no `{key}`"), format!("add the key `{key}`"));
        }
        member
    }

    fn string<'m>(&mut self, node: &'m Node, what: &str) -> Option<&'m str> {
        let text = node.as_str();
        if text.is_none() {
            self.mismatch(node, what, "a string");
        }
        text
    }

    fn array<'m>(&mut self, node: &'m Node, what: &str) -> Option<&'m [Node]> {
        let elements = node.as_array();
        if elements.is_none() {
            self.mismatch(node, what, "an array");
        }
        elements
    }

    fn object<'m>(&mut self, node: &'m Node, what: &str) -> Option<&'m [Entry]> {
        let entries = node.as_object();
        if entries.is_none() {
            self.mismatch(node, what, "an object");
        }
        entries
    }

    fn known_keys(&mut self, entries: &[Entry], what: &str, known: &[&str]) {
        for entry in entries.iter().filter(|entry| !known.contains(&&*entry.key)) {
            let message = format!("{what} has no key `{}`", clip(&entry.key));
            self.fault(entry.place(), message, format!("its keys are {}", quoted(known)));
        }
    }

    fn rule_set<'m>(
        &mut self,
        node: &'m Node,
        body: impl FnOnce(&mut Self) -> Option<Body<'m>>,
    ) -> Option<RuleSet<'m>> {
        let version = self.member(node, "version", "the rule set");
        let version = version.and_then(|version| {
            let found = self.string(version, "the version")?;
            let parsed = Version::parse(found);
            if parsed.is_none() {
                self.fault(version.place, format!("`{}` is not a version", clip(found)), "write one like `1.0`");
            }
            parsed
        });
        let parameters = self.member(node, "parameters", "the rule set");
        let parameters = parameters.and_then(|parameters| self.parameters(parameters));
        let body = body(self);
        Some(RuleSet { version: version?, parameters: parameters?, body: body? })
    }

    fn parameters<'m>(&mut self, node: &'m Node) -> Option<Vec<Parameter<'m>>> {
        let entries = self.object(node, "`parameters`")?;
        let mut parameters = Vec::with_capacity(entries.len());
        let mut names: HashMap<String, &str> = HashMap::new();
        for entry in entries {
            if let Some(other) = names.insert(entry.key.to_ascii_lowercase(), &entry.key) {
                let message = format!("the parameters `{other}` and `{}` differ in case only", clip(&entry.key));
                self.fault(entry.place(), message, "rename one of them");
            }
            parameters.extend(self.parameter(entry));
        }
        Some(parameters)
    }

    /// (Smithy 2.0, "Parameter object".)
    fn parameter<'m>(&mut self, entry: &'m Entry) -> Option<Parameter<'m>> {
        let what = format!("the parameter `{}`", clip(&entry.key));
        let node = &entry.value;
        let kind = self.member(node, "type", &what)?;
        let keys = ["type", "builtIn", "default", "required", "documentation", "deprecated"];
        self.known_keys(node.as_object().unwrap_or_default(), &what, &keys);
        let found = ParameterType::find(self.string(kind, &format!("the type of {what}"))?);
        if found.is_none() {
            let message = format!("the type of {what} is unknown");
            self.fault(kind.place, message, "the types are `string`, `boolean` and `stringArray`");
        }
        for key in ["builtIn", "documentation"] {
            if let Some(node) = node.get(key) {
                self.string(node, &format!("`{key}` of {what}"));
            }
        }
        let required = node.get("required");
        let is_required = required.and_then(Node::as_bool);
        if let (Some(node), None) = (required, is_required) {
            self.mismatch(node, &format!("`required` of {what}"), "a boolean");
        }
        let kind = found?;
        let default = node.get("default");
        if let Some(default) = default {
            if ParameterType::of(default) != Some(kind) {
                self.mismatch(
                    default,
                    &format!("the default of {what}"),
                    &format!("a value of type `{}`", kind.name()),
                );
            }
            if is_required != Some(true) {
                let message = format!("{what} has a default, but is not required");
                self.fault(entry.place(), message, "add `required: true`: with a default, it always has a value");
            }
        }
        Some(Parameter {
            name: &entry.key,
            place: entry.place(),
            kind,
            is_required: is_required.unwrap_or_default(),
            default,
            built_in: node.get("builtIn"),
            has_documentation: node.get("documentation").is_some(),
        })
    }

    pub(super) fn rules<'m>(&mut self, node: &'m Node) -> Option<Vec<Rule<'m>>> {
        let elements = self.array(node, "`rules`")?;
        let mut rules = Vec::with_capacity(elements.len());
        for element in elements {
            rules.extend(self.rule(element, true));
        }
        Some(rules)
    }

    /// A rule; one of a diagram has neither conditions nor rules of its own.
    pub(super) fn rule<'m>(&mut self, node: &'m Node, is_of_tree: bool) -> Option<Rule<'m>> {
        let kind = self.member(node, "type", "the rule")?;
        let conditions = match node.get("conditions") {
            None if !is_of_tree => Some(Vec::new()),
            _ => self.member(node, "conditions", "the rule").and_then(|conditions| self.conditions(conditions)),
        };
        if let Some([first, ..]) = conditions.as_deref().filter(|_| !is_of_tree) {
            self.fault(first.place, "a result of a diagram must not have conditions", "remove them");
        }
        let outcome = match self.string(kind, "the type of a rule")? {
            "endpoint" => {
                let node = self.member(node, "endpoint", "the rule")?;
                self.endpoint(node).map(|endpoint| Outcome::Endpoint(Box::new(endpoint)))
            }
            "error" => {
                let node = self.member(node, "error", "the rule")?;
                self.expression(node).map(Outcome::Error)
            }
            "tree" if is_of_tree => {
                let rules = self.member(node, "rules", "the rule")?;
                if rules.as_array().is_some_and(<[Node]>::is_empty) {
                    self.fault(rules.place, "a tree has no rules", "add a rule, or remove the tree");
                }
                self.rules(rules).map(Outcome::Tree)
            }
            other => {
                let message = format!("`{}` is not a type of rules", clip(other));
                self.fault(kind.place, message, "the types are `endpoint`, `error` and, in trees, `tree`");
                None
            }
        };
        Some(Rule { conditions: conditions?, outcome: outcome? })
    }

    pub(super) fn conditions<'m>(&mut self, node: &'m Node) -> Option<Vec<Condition<'m>>> {
        let elements = self.array(node, "`conditions`")?;
        let mut conditions = Vec::with_capacity(elements.len());
        for element in elements {
            let call = self.call(element);
            let assign = element.get("assign").map(|name| Some((self.string(name, "`assign`")?, name.place)));
            if let Some(call) = call {
                conditions.push(Condition { place: element.place, call, assign: assign.flatten() });
            }
        }
        Some(conditions)
    }

    fn endpoint<'m>(&mut self, node: &'m Node) -> Option<Endpoint<'m>> {
        let url = self.member(node, "url", "the endpoint");
        let url = url.and_then(|url| self.expression(url));
        self.known_keys(node.as_object().unwrap_or_default(), "an endpoint", &["url", "properties", "headers"]);
        let mut headers = Vec::new();
        if let Some(node) = node.get("headers") {
            for entry in self.object(node, "`headers`").unwrap_or_default() {
                let values = self.array(&entry.value, "a header").unwrap_or_default();
                let values = values.iter().filter_map(|value| self.expression(value)).collect();
                headers.push((&*entry.key, values));
            }
        }
        let mut properties = Vec::new();
        if let Some(node) = node.get("properties") {
            for entry in self.object(node, "`properties`").unwrap_or_default() {
                properties.extend(self.literal(&entry.value).map(|value| (&*entry.key, value)));
            }
        }
        Some(Endpoint { url: url?, headers, properties })
    }

    /// A reference, a call or a literal.
    fn expression<'m>(&mut self, node: &'m Node) -> Option<Expression<'m>> {
        let Some(entries) = node.as_object() else {
            return self.literal(node);
        };
        let place = node.place;
        if let Some(name) = node.get("ref") {
            self.known_keys(entries, "a reference", &["ref"]);
            let name = self.string(name, "`ref`")?;
            return Some(Expression { place, kind: ExpressionKind::Reference(name) });
        }
        if node.get("fn").is_some() {
            return self.call(node).map(|call| Expression { place, kind: ExpressionKind::Call(call) });
        }
        self.fault(place, "an object here is a reference or a call", "give it the key `ref` or `fn`");
        None
    }

    fn literal<'m>(&mut self, node: &'m Node) -> Option<Expression<'m>> {
        let place = node.place;
        let kind = match &node.value {
            Value::Bool(value) => ExpressionKind::Boolean(*value),
            Value::String(text) => match template::parse(text, place) {
                Ok(parts) => ExpressionKind::Text(parts),
                Err(fault) => {
                    self.fault(place, format!("the text {fault}"), "write `{{` and `}}` for the braces themselves");
                    return None;
                }
            },
            Value::Number(number) => match number.as_i64() {
                Some(value) => ExpressionKind::Integer(value),
                None => {
                    self.fault(place, format!("{number} is not an integer"), "");
                    return None;
                }
            },
            Value::Array(elements) => {
                ExpressionKind::Array(elements.iter().filter_map(|element| self.literal(element)).collect())
            }
            Value::Object(entries) => {
                let entries = entries.iter();
                let values = entries.filter_map(|entry| Some((&*entry.key, self.literal(&entry.value)?)));
                ExpressionKind::Object(values.collect())
            }
            Value::Null => {
                self.fault(place, "null is not a value of rules", "");
                return None;
            }
        };
        Some(Expression { place, kind })
    }

    fn call<'m>(&mut self, node: &'m Node) -> Option<Call<'m>> {
        let name = self.member(node, "fn", "the call");
        let function = name.and_then(|node| {
            let name = self.string(node, "`fn`")?;
            let function = Function::find(name);
            if function.is_none() {
                let help = match similar(name, Function::names()) {
                    Some(similar) => format!("did you mean `{similar}`?"),
                    None => format!("the functions are {}", quoted(&Function::names().collect::<Vec<_>>())),
                };
                self.fault(node.place, format!("there is no function `{}`", clip(name)), help);
            }
            function
        });
        let arguments = self.member(node, "argv", "the call").and_then(|argv| self.array(argv, "`argv`"))?;
        let function = function?;
        if matches!(function.signature, Signature::GetAttr) {
            return self.get_attr(node, function, arguments);
        }
        let count = arguments.len();
        let arguments = arguments.iter().filter_map(|argument| self.expression(argument)).collect::<Vec<_>>();
        (arguments.len() == count).then_some(Call { function, arguments, path: Vec::new() })
    }

    fn get_attr<'m>(&mut self, node: &Node, function: &'static Function, arguments: &'m [Node]) -> Option<Call<'m>> {
        let [target, path] = arguments else {
            let message = format!("`getAttr` has two arguments, not {}", arguments.len());
            self.fault(node.place, message, "give it a value and the way to a part of it");
            return None;
        };
        let target = self.expression(target);
        let steps = template::steps(self.string(path, "the path of `getAttr`")?);
        match steps {
            Ok(path) => Some(Call { function, arguments: vec![target?], path }),
            Err(fault) => {
                self.fault(path.place, format!("`getAttr` {fault}"), "write one like `name` or `parts[0]`");
                None
            }
        }
    }
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
