//! Which shape of the model an item of the generated code is made of.

use std::collections::HashMap;

use shapewright_smithy::diagnostics::Place;
use shapewright_smithy::model::traits::EnumValue;
use shapewright_smithy::model::{Member, Model, Shape};

use crate::ir;

/// A shape or a member, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) id: String,
    pub(super) place: Place,
}

/// The origins of items by their paths.
#[derive(Clone, Debug)]
pub(super) struct Origins {
    pub(super) service: Origin,
    by_path: HashMap<String, Origin>,
}

impl Origins {
    pub(super) fn new(service: &ir::Service, model: &Model) -> Self {
        let mut origins = Self { service: Origin::of_id(model, &service.shape_id), by_path: HashMap::new() };
        origins.types(service, model);
        origins.operations(service, model);
        origins
    }

    /// The shape of an item, or else of what it is in.
    pub(super) fn of(&self, path: &str) -> Origin {
        let mut path = path.split('#').next().unwrap_or_default();
        loop {
            if let Some(origin) = self.by_path.get(path) {
                return origin.clone();
            }
            let Some((above, _)) = path.rsplit_once("::") else { return self.service.clone() };
            path = above;
        }
    }

    fn put(&mut self, path: String, origin: Origin) {
        self.by_path.entry(path).or_insert(origin);
    }

    fn types(&mut self, service: &ir::Service, model: &Model) {
        for structure in &service.structures {
            let ident = &structure.name.ident;
            // Types that are made for the unit type belong to their operation.
            let Some(shape) = service.origins.get(ident).and_then(|id| model.shape(id)) else { continue };
            self.put(format!("types::{ident}"), Origin::of(shape));
            for member in &structure.members {
                let origin = Origin::of_member(shape, shape.member(&member.name.wire));
                self.put(format!("types::{ident}::{}", member.name.ident), origin.clone());
                self.put(format!("types::{ident}::{}", member.setter), origin.clone());
                if let Some(named) = &structure.named {
                    self.put(format!("types::{named}::{}", member.name.ident), origin);
                }
            }
            if let Some(named) = &structure.named {
                self.put(format!("types::{named}"), Origin::of(shape));
            }
        }
        let unions = service.unions.iter().map(|union| {
            let variants = union.variants.iter().map(|variant| &variant.name);
            (&union.name.ident, variants.collect::<Vec<_>>())
        });
        let enumerations = service.enumerations.iter().map(|one| {
            let variants = one.variants.iter().map(|variant| &variant.name);
            (&one.name.ident, variants.collect::<Vec<_>>())
        });
        let int_enumerations = service.int_enumerations.iter().map(|one| {
            let variants = one.variants.iter().map(|variant| &variant.name);
            (&one.name.ident, variants.collect::<Vec<_>>())
        });
        for (ident, variants) in unions.chain(enumerations).chain(int_enumerations) {
            let Some(shape) = service.origins.get(ident).and_then(|id| model.shape(id)) else { continue };
            self.put(format!("types::{ident}"), Origin::of(shape));
            for variant in variants {
                let member = shape.member(&variant.wire).or_else(|| with_value(shape, &variant.wire));
                self.put(format!("types::{ident}::{}", variant.ident), Origin::of_member(shape, member));
            }
        }
    }

    fn operations(&mut self, service: &ir::Service, model: &Model) {
        for operation in &service.operations {
            let origin = Origin::of_id(model, &operation.shape_id);
            let ir::Operation { name, method, error_enum, input, output, .. } = operation;
            for path in [
                format!("{}::{method}", service.name.ident),
                format!("client::Client::{method}"),
                format!("operations::{}", name.ident),
                format!("errors::{error_enum}"),
                // Only where they are made for the unit type; other types are known already.
                format!("types::{}", input.ty),
                format!("types::{}", output.ty),
            ] {
                self.put(path, origin.clone());
            }
            for waiter in &operation.waiters {
                self.put(format!("client::Client::{}", waiter.method), origin.clone());
            }
        }
    }
}

impl Origin {
    fn of(shape: &Shape) -> Self {
        Self { id: shape.id.to_string(), place: shape.place }
    }

    fn of_id(model: &Model, id: &str) -> Self {
        model.shape(id).map_or_else(|| Self { id: id.to_owned(), place: Place::NOWHERE }, Self::of)
    }

    fn of_member(shape: &Shape, member: Option<&Member>) -> Self {
        member.map_or_else(|| Self::of(shape), |member| Self { id: member.id.to_string(), place: member.place })
    }
}

/// The member of an enum with this value.
fn with_value<'m>(shape: &'m Shape, value: &str) -> Option<&'m Member> {
    shape.members.iter().find(|member| match member.traits.enum_value() {
        Some(EnumValue::Text(text)) => &**text == value,
        _ => false,
    })
}
