//! What several validators need to know of a model, found once.

mod identifiers;
mod properties;
mod services;

pub(crate) use identifiers::{Binding, bindings, explicit, is_implicit};
pub(crate) use properties::Properties;
pub(crate) use services::Scope;

use std::cell::OnceCell;
use std::rc::Rc;

use crate::model::Model;

/// The indexes of a model, each made when it is first needed.
#[derive(Default)]
pub(crate) struct Indexes<'m> {
    services: OnceCell<Rc<[Scope<'m>]>>,
    properties: OnceCell<Rc<Properties<'m>>>,
}

impl<'m> Indexes<'m> {
    /// The services with what belongs to each, sorted by id.
    pub(crate) fn services(&self, model: &'m Model) -> Rc<[Scope<'m>]> {
        Rc::clone(self.services.get_or_init(|| services::scopes(model).into()))
    }

    /// Which members of inputs and outputs are properties of resources.
    pub(crate) fn properties(&self, model: &'m Model) -> Rc<Properties<'m>> {
        Rc::clone(self.properties.get_or_init(|| Rc::new(Properties::new(model))))
    }
}
