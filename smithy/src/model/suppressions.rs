//! Which warnings a model suppresses (Smithy 2.0, "Suppressions").

use super::Model;
use crate::diagnostics::{Code, Diagnostic, Report};

/// An element of the metadata `suppressions`.
#[derive(Clone, Debug)]
pub(crate) struct Suppression {
    /// The event id.
    pub(crate) id: Box<str>,
    /// The namespace of the shapes whose warnings are suppressed; `*` is any, and what is about no shape.
    pub(crate) namespace: Box<str>,
}

impl Model {
    /// Drops the warnings that the model suppresses: those about a shape or a member by its `smithy.api#suppress`, those
    /// about the shapes of a namespace by the metadata `suppressions`. Both name event ids of Smithy or codes of ours (see
    /// [`Code::is_of`]); errors stay.
    pub fn suppress(&self, report: &mut Report) {
        report.suppress(|warning| self.suppresses(warning));
    }

    fn suppresses(&self, warning: &Diagnostic) -> bool {
        let code = warning.code;
        let Some(id) = &warning.shape else {
            return self.suppresses_in("*", code);
        };
        let listed = self.traits_of(id).and_then(|traits| traits.suppress());
        self.suppresses_in(id.namespace(), code) || listed.into_iter().flatten().any(|id| code.is_of(id))
    }

    fn suppresses_in(&self, namespace: &str, code: Code) -> bool {
        let mut listed = self.suppressions.iter();
        listed.any(|one| (&*one.namespace == "*" || *one.namespace == *namespace) && code.is_of(&one.id))
    }
}
