//! Values in a model other than its defaults, for what is made from it besides the crate itself.

use super::closure::{self, OperationShapes};
use super::literal::{Dialect, literal};
use super::types::Facts;
use super::{naming, select, sizes};
use crate::config::ServiceConfig;
use crate::ir::Literal;
use crate::name::Ident;
use shapewright_smithy::diagnostics::{Diagnostic, Report};
use shapewright_smithy::model::{Model, Node, Shape};

/// What is needed to turn nodes into values of the types of a service.
pub(crate) struct Values<'m> {
    facts: Facts<'m>,
}

/// An operation with the shapes of its messages; `None` is the unit type.
pub(crate) struct OperationValues<'m> {
    pub(crate) shape: &'m Shape,
    pub(crate) input: Option<&'m Shape>,
    pub(crate) output: Option<&'m Shape>,
    /// Those of the service among them, sorted by id.
    pub(crate) errors: &'m [&'m Shape],
}

impl<'m> Values<'m> {
    /// The values of a service, with the names that [`resolve`](super::resolve) gives under the same arguments. `None`
    /// if the service cannot be resolved.
    pub(crate) fn new(model: &'m Model, shape: &'m Shape, module: &str, config: &ServiceConfig) -> Option<Self> {
        // What is reported here was reported when the service was resolved.
        let mut report = Report::new();
        let (service, protocols) = select::supported(shape, &mut report)?;
        let closure = closure::collect(model, (shape, service), protocols, config, &mut report)?;
        let sizes = sizes::sizes(&closure);
        let names = naming::names(&closure, shape, service, module, config, &mut report);
        Some(Self { facts: Facts { closure, sizes, names } })
    }

    /// The operations, in the order of [`Service::operations`](crate::ir::Service::operations).
    pub(crate) fn operations(&self) -> impl Iterator<Item = OperationValues<'_>> {
        self.facts.closure.operations.iter().map(|operation| {
            let OperationShapes { shape, http: _, input, output, errors } = operation;
            OperationValues { shape, input: *input, output: *output, errors }
        })
    }

    /// The shape ids of the protocols that the service speaks.
    pub(crate) fn protocols(&self) -> impl Iterator<Item = &'static str> {
        self.facts.closure.protocols.iter().map(|protocol| protocol.id)
    }

    /// The type that is made of a shape.
    pub(crate) fn ty(&self, shape: &Shape) -> &Ident {
        self.facts.names.ty(shape)
    }

    /// The value of a shape that the parameters of a protocol test stand for.
    ///
    /// # Errors
    ///
    /// The node does not fit the shape.
    pub(crate) fn parameters(&self, shape: &Shape, node: &Node) -> Result<Literal, Diagnostic> {
        literal(&self.facts, shape, node, Dialect::Parameters)
    }
}
