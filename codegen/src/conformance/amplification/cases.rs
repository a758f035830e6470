//! Requests that are small as text and may be large in memory: lists and maps of next to nothing.

use std::collections::{HashSet, VecDeque};

use crate::ir::{MessageBody, Operation, PathPart, Payload, Service};
use shapewright_smithy::model::{Kind, Member, Model, Shape};

/// A request whose body repeats an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The HTTP method.
    pub method: String,
    /// The path, and the query string where the operation has one.
    pub uri: String,
    /// The body before the elements.
    pub before: String,
    /// The element, which is the value of an entry if `keyed`.
    pub element: String,
    /// The body after the elements.
    pub after: String,
    /// Whether each element has a key before it.
    pub keyed: bool,
}

/// The requests for all lists and maps that requests may have, each at one place.
pub(super) fn cases(model: &Model, service: &Service) -> Vec<Case> {
    let mut walk = Walk { model, seen: HashSet::new(), cases: Vec::new() };
    for operation in &service.operations {
        walk.operation(service, operation);
    }
    walk.cases
}

struct Walk<'m> {
    model: &'m Model,
    /// The shapes that have cases.
    seen: HashSet<&'m str>,
    cases: Vec<Case>,
}

/// A place for a value: what comes before and after it.
struct Spot<'m> {
    shape: &'m Shape,
    before: String,
    after: String,
}

impl<'m> Spot<'m> {
    fn inner(&self, shape: &'m Shape, open: &str, close: &str) -> Self {
        Self { shape, before: format!("{}{open}", self.before), after: format!("{close}{}", self.after) }
    }
}

impl<'m> Walk<'m> {
    fn operation(&mut self, service: &Service, operation: &Operation) {
        let model = self.model;
        let of_model = model.shape(&operation.shape_id).and_then(Shape::as_operation);
        let Some(input) = of_model.and_then(|of_model| model.shape(&of_model.input.id)) else {
            return;
        };
        let structure = service.structures.iter().find(|structure| structure.name.ident == operation.input.ty);
        let members = structure.map(|structure| &*structure.members).unwrap_or_default();
        let root = Spot { shape: input, before: String::new(), after: String::new() };
        let mut open = VecDeque::new();
        match &operation.input.body {
            MessageBody::Members => {
                let inside = members.iter().filter(|member| !member.outside_request);
                open.extend(inside.filter_map(|member| self.below(&root, input.member(&member.name.wire)?)));
            }
            MessageBody::Payload(Payload::Structure(member) | Payload::Value(member)) => {
                let target = input.member(&member.wire).and_then(|member| model.target(member));
                open.extend(target.map(|shape| root.inner(shape, "", "")));
            }
            // What comes in pieces is read in pieces.
            MessageBody::None
            | MessageBody::Empty
            | MessageBody::Payload(_)
            | MessageBody::InitialMessage(_)
            | MessageBody::Unsupported(_) => {}
        }
        let (method, uri) = (operation.http_method.clone(), uri(operation));
        while let Some(spot) = open.pop_front() {
            if !self.seen.insert(spot.shape.id.as_str()) {
                continue;
            }
            match spot.shape.kind {
                Kind::List | Kind::Map => open.extend(self.collection(&spot, &method, &uri)),
                Kind::Structure | Kind::Union => {
                    open.extend(spot.shape.members.iter().filter_map(|member| self.below(&spot, member)));
                }
                _ => {}
            }
        }
    }

    /// The place of a structure's or union's member.
    fn below(&self, spot: &Spot<'m>, member: &'m Member) -> Option<Spot<'m>> {
        Some(spot.inner(self.model.target(member)?, &format!("{{{}:", key(member)), "}"))
    }

    /// Adds the cases of a list or map; the place of what it contains.
    fn collection(&mut self, spot: &Spot<'m>, method: &str, uri: &str) -> Option<Spot<'m>> {
        let keyed = matches!(spot.shape.kind, Kind::Map);
        let content = spot.shape.member(if keyed { "value" } else { "member" })?;
        let target = self.model.target(content)?;
        let (open, close) = if keyed { ("{", "}") } else { ("[", "]") };
        let null = spot.shape.traits.sparse().then(|| "null".to_owned());
        for element in self.elements(target).into_iter().chain(null) {
            self.cases.push(Case {
                method: method.to_owned(),
                uri: uri.to_owned(),
                before: format!("{}{open}", spot.before),
                element,
                after: format!("{close}{}", spot.after),
                keyed,
            });
        }
        Some(if keyed { spot.inner(target, r#"{"k":"#, "}") } else { spot.inner(target, "[", "]") })
    }

    /// Small values of a shape: the smallest, and those with one value more in them.
    fn elements(&self, shape: &'m Shape) -> Vec<String> {
        let inner = |member: &'m Member| {
            let target = self.model.target(member)?;
            let is_large =
                matches!(target.kind, Kind::Structure | Kind::Union | Kind::List | Kind::Map | Kind::Document);
            is_large.then(|| format!("{{{}:{}}}", key(member), self.filled(target)))
        };
        let mut elements = vec![self.smallest(shape, 0)];
        match shape.kind {
            Kind::Structure | Kind::Union => elements.extend(shape.members.iter().filter_map(inner)),
            Kind::List | Kind::Map => elements.push(self.filled(shape)),
            Kind::Document => elements.extend(["[0]".to_owned(), r#"{"":0}"#.to_owned()]),
            _ => {}
        }
        elements
    }

    /// The smallest value that is a list or map with something in it, if it is one at all.
    fn filled(&self, shape: &'m Shape) -> String {
        let content = |name| shape.member(name).and_then(|member| self.model.target(member));
        let content = match shape.kind {
            Kind::List => content("member").map(|target| format!("[{}]", self.smallest(target, 0))),
            Kind::Map => content("value").map(|target| format!(r#"{{"k":{}}}"#, self.smallest(target, 0))),
            _ => None,
        };
        content.unwrap_or_else(|| self.smallest(shape, 0))
    }

    fn smallest(&self, shape: &'m Shape, depth: usize) -> String {
        /// A union that contains nothing but itself has no value.
        const DEPTH: usize = 16;
        match &shape.kind {
            Kind::Structure | Kind::Map | Kind::Document => "{}".to_owned(),
            Kind::List => "[]".to_owned(),
            Kind::Union if depth < DEPTH => {
                let values = shape.members.iter().filter_map(|member| {
                    let value = self.smallest(self.model.target(member)?, depth + 1);
                    Some(format!("{{{}:{value}}}", key(member)))
                });
                values.min_by_key(String::len).unwrap_or_else(|| "{}".to_owned())
            }
            Kind::Union => "{}".to_owned(),
            Kind::Boolean => "true".to_owned(),
            Kind::String | Kind::Enum | Kind::Blob => r#""""#.to_owned(),
            _ => "0".to_owned(),
        }
    }
}

/// A member's key, as JSON has it.
fn key(member: &Member) -> String {
    serde_json::Value::from(member.traits.json_name().unwrap_or(member.name())).to_string()
}

/// A URI of the operation. Labels need not fit their types: what is wrong with them is told last.
fn uri(operation: &Operation) -> String {
    let mut uri: String = operation
        .path
        .iter()
        .map(|part| match part {
            PathPart::Literal(text) => text,
            PathPart::Label(_) => "1",
        })
        .collect();
    for (index, literal) in operation.query_literals.iter().enumerate() {
        uri.push(if index == 0 { '?' } else { '&' });
        uri.push_str(literal);
    }
    uri
}
