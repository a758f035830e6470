//! Builds one shape from its JSON (Smithy 2.0, "JSON AST", "AST shape").

use super::apply::Applies;
use super::fields::{Context, Fields, list};
use super::traits;
use crate::diagnostics::{Code, Diagnostic, Place, clip};
use crate::model::{
    Applied, Entry, Kind, Member, Members, Node, Operation, Reference, Rename, Resource, Service, Shape, ShapeId,
    Trait, Traits, UNIT, Value,
};
use crate::shape_id::is_identifier;

/// Builds a shape; `None` if not even its type is known, which is then reported.
pub(super) fn shape(context: &mut Context, applies: &mut Applies, id: &ShapeId, definition: Entry) -> Option<Shape> {
    let place = definition.place();
    context.shape = Some(id.clone());
    let mut fields = Fields::new(context, format!("shape `{id}`"), definition.value)?;
    let kind_node = fields.require(context, "type")?;
    let Some(kind) = kind_node.as_str().and_then(kind_of) else {
        unknown_type(context, &kind_node);
        return None;
    };
    let is_set = kind_node.as_str() == Some("set");
    fields.rename(format!("{} `{id}`", kind.name()));
    let mut builder = Builder { context, applies, id, fields };
    let mut traits = builder.traits();
    if is_set {
        let message = format!("`{id}` is a set, which version 2.0 of Smithy does not have");
        let diagnostic = Diagnostic::new(Code::SET, kind_node.place, message);
        let help = "make it a list with the trait `smithy.api#uniqueItems`";
        builder.context.push(diagnostic.help(help));
        traits.push(Applied {
            id: ShapeId::from_valid("smithy.api#uniqueItems".into()),
            node: Node { place: kind_node.place, value: Value::Object(Vec::new()) },
            value: Trait::UniqueItems,
            is_inherited: false,
        });
    }
    let mixins = builder.references("mixins");
    let mut members = Vec::new();
    let mut is_complete = true;
    let kind = match kind {
        Kind::List => {
            is_complete = builder.collection(&mut members, &["member"], mixins.is_empty());
            kind
        }
        Kind::Map => {
            is_complete = builder.collection(&mut members, &["key", "value"], mixins.is_empty());
            kind
        }
        Kind::Structure | Kind::Union | Kind::Enum | Kind::IntEnum => {
            builder.members(&mut members);
            kind
        }
        Kind::Operation(_) => builder.operation(place),
        Kind::Service(_) => builder.service(),
        Kind::Resource(_) => builder.resource(),
        simple => simple,
    };
    builder.fields.finish(builder.context);
    is_complete.then(|| Shape {
        id: id.clone(),
        place,
        kind,
        traits: Traits::new(traits),
        members: Members::new(members),
        mixins,
        own: None,
    })
}

/// Reads the entries of a `traits` object.
pub(super) fn traits(context: &mut Context, entries: Vec<Entry>) -> Vec<Applied> {
    let mut traits = Vec::with_capacity(entries.len());
    for entry in entries {
        if let Some(id) = context.shape_id(&entry.key, entry.place()) {
            traits.push(traits::read(context, id, entry.value));
        }
    }
    traits
}

fn kind_of(name: &str) -> Option<Kind> {
    Some(match name {
        "enum" => Kind::Enum,
        "intEnum" => Kind::IntEnum,
        "list" | "set" => Kind::List,
        "map" => Kind::Map,
        "structure" => Kind::Structure,
        "union" => Kind::Union,
        "operation" => Kind::Operation(Box::new(Operation {
            input: unit(Place::NOWHERE),
            output: unit(Place::NOWHERE),
            errors: Vec::new(),
        })),
        "service" => Kind::Service(Box::default()),
        "resource" => Kind::Resource(Box::default()),
        simple => return Kind::simple(simple),
    })
}

const TYPES: &[&str] = &[
    "blob",
    "boolean",
    "string",
    "enum",
    "byte",
    "short",
    "integer",
    "intEnum",
    "long",
    "float",
    "double",
    "bigInteger",
    "bigDecimal",
    "timestamp",
    "document",
    "list",
    "map",
    "structure",
    "union",
    "operation",
    "service",
    "resource",
    "apply",
];

fn unknown_type(context: &mut Context, node: &Node) {
    let Some(name) = node.as_str() else {
        return context.mismatch("the type of a shape", "a string", node);
    };
    let message = format!("`{}` is not a type of shape", clip(name));
    let help = match context.similar(name, TYPES.iter().copied()) {
        Some(similar) => format!("did you mean `{similar}`?"),
        None => format!("the types are {}", list(TYPES)),
    };
    let diagnostic = Diagnostic::new(Code::UNKNOWN_TYPE, node.place, message).label("unknown type");
    context.push(diagnostic.help(help));
}

fn unit(place: Place) -> Reference {
    Reference { id: ShapeId::from_valid(UNIT.into()), place }
}

struct Builder<'a> {
    context: &'a mut Context,
    applies: &'a mut Applies,
    id: &'a ShapeId,
    fields: Fields,
}

impl Builder<'_> {
    /// The traits of the shape itself.
    fn traits(&mut self) -> Vec<Applied> {
        let own = self.entries("traits");
        let joined = self.applies.join(self.context, self.id, own);
        traits(self.context, joined)
    }

    fn entries(&mut self, key: &'static str) -> Vec<Entry> {
        let node = self.fields.take(key);
        let what = self.fields.name(key);
        node.and_then(|node| self.context.object(&what, node)).unwrap_or_default()
    }

    fn reference(&mut self, key: &'static str) -> Option<Reference> {
        self.fields.reference(self.context, key)
    }

    fn references(&mut self, key: &'static str) -> Vec<Reference> {
        self.fields.references(self.context, key)
    }

    /// The single member of a list, or the two of a map; whether all are there that must be.
    fn collection(&mut self, members: &mut Vec<Member>, keys: &[&'static str], is_required: bool) -> bool {
        let mut missing = Vec::new();
        for key in keys {
            match self.fields.take(key) {
                Some(node) => self.add_member(members, Entry { key: (*key).into(), value: node }),
                None => missing.push(*key),
            }
        }
        // A member whose elided target is not found is reported elsewhere.
        if missing.is_empty() || !is_required || self.context.incomplete.contains(self.id) {
            return true;
        }
        let what = self.fields.what().to_owned();
        let keys: Vec<_> = missing.iter().map(|key| format!("no `{key}`")).collect();
        let help = format!("add {}", list(&missing));
        let message = format!("{what} has {}", keys.join(" and "));
        self.context.error(Code::ILL_FORMED, self.fields.place(), message, help);
        false
    }

    fn members(&mut self, members: &mut Vec<Member>) {
        for entry in self.entries("members") {
            if is_identifier(&entry.key) {
                self.add_member(members, entry);
            } else {
                let message = format!("`{}` is not a valid name for a member", clip(&entry.key));
                let help = "use letters, digits and `_`, and begin with a letter or `_`";
                self.context.error(Code::MEMBER_NAME, entry.place(), message, help);
            }
        }
    }

    fn add_member(&mut self, members: &mut Vec<Member>, entry: Entry) {
        let id = self.id.with_member(&entry.key);
        let place = entry.place();
        let what = format!("member `{}` of {}", entry.key, self.fields.what());
        self.context.shape = Some(id.clone());
        self.read_member(members, id, place, what, entry.value);
        self.context.shape = Some(self.id.clone());
    }

    fn read_member(&mut self, members: &mut Vec<Member>, id: ShapeId, place: Place, what: String, value: Node) {
        let Some(mut fields) = Fields::new(self.context, what, value) else {
            return;
        };
        // A member whose target cannot be read stays, since what counts members would report nothing else. It
        // targets itself, which is no shape, as if its target did not exist.
        let target = fields.target(self.context).unwrap_or_else(|| Reference { id: id.clone(), place });
        let own = fields.take("traits");
        let what = fields.name("traits");
        fields.finish(self.context);
        let own = own.and_then(|node| self.context.object(&what, node)).unwrap_or_default();
        let joined = self.applies.join(self.context, &id, own);
        let traits = Traits::new(traits(self.context, joined));
        members.push(Member { id, place, target, traits, mixins: Vec::new() });
    }

    fn operation(&mut self, place: Place) -> Kind {
        Kind::Operation(Box::new(Operation {
            input: self.reference("input").unwrap_or_else(|| unit(place)),
            output: self.reference("output").unwrap_or_else(|| unit(place)),
            errors: self.references("errors"),
        }))
    }

    fn service(&mut self) -> Kind {
        let mut rename = Vec::new();
        for entry in self.entries("rename") {
            let place = entry.place();
            let Some(shape) = self.context.any_id(&entry.key, place) else {
                continue;
            };
            let name_place = entry.value.place;
            let Some(name) = self.context.string("a new name", entry.value) else {
                continue;
            };
            if !is_identifier(&name) {
                let message = format!("`{}` is not a valid name for a shape", clip(&name));
                let help = "use letters, digits and `_`, and begin with a letter or `_`";
                self.context.error(Code::RENAME, name_place, message, help);
                continue;
            }
            let shape = Reference { id: shape, place };
            rename.push(Rename { shape, name });
        }
        Kind::Service(Box::new(Service {
            version: self.fields.string(self.context, "version").unwrap_or_default(),
            operations: self.references("operations"),
            resources: self.references("resources"),
            errors: self.references("errors"),
            rename,
        }))
    }

    fn resource(&mut self) -> Kind {
        Kind::Resource(Box::new(Resource {
            identifiers: self.named("identifiers"),
            properties: self.named("properties"),
            create: self.reference("create"),
            put: self.reference("put"),
            read: self.reference("read"),
            update: self.reference("update"),
            delete: self.reference("delete"),
            list: self.reference("list"),
            operations: self.references("operations"),
            collection_operations: self.references("collectionOperations"),
            resources: self.references("resources"),
        }))
    }

    /// References by name.
    fn named(&mut self, key: &'static str) -> Vec<(Box<str>, Reference)> {
        let mut named = Vec::new();
        for entry in self.entries(key) {
            let what = format!("`{}` of {}", clip(&entry.key), self.fields.what());
            if let Some(reference) = self.context.reference(&what, entry.value) {
                named.push((entry.key, reference));
            }
        }
        named
    }
}
