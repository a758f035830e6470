//! Which warnings a model suppresses (Smithy 2.0, "Suppressions").

use super::Model;
use crate::diagnostics::{Diagnostic, Report};

/// An element of the metadata `suppressions`.
#[derive(Clone, Debug)]
pub(crate) struct Suppression {
    /// The event id.
    pub(crate) id: Box<str>,
    /// The namespace of the shapes whose warnings are suppressed; `*` is any, and what is about no shape.
    pub(crate) namespace: Box<str>,
}

impl Model {
    /// Sets the findings aside that the model suppresses: those about a shape or a member by its `smithy.api#suppress`, those
    /// about the shapes of a namespace by the metadata `suppressions`. Both name event ids of Smithy or codes of ours (see
    /// [`Diagnostic::is_of`]); errors stay.
    pub fn suppress(&self, report: &mut Report) {
        report.suppress(|warning| self.suppresses(warning));
    }

    fn suppresses(&self, finding: &Diagnostic) -> bool {
        let Some(id) = &finding.shape else {
            return self.suppresses_in("*", finding);
        };
        let listed = self.traits_of(id).and_then(|traits| traits.suppress());
        self.suppresses_in(id.namespace(), finding) || listed.into_iter().flatten().any(|id| finding.is_of(id))
    }

    fn suppresses_in(&self, namespace: &str, finding: &Diagnostic) -> bool {
        let mut listed = self.suppressions.iter();
        listed.any(|one| (&*one.namespace == "*" || *one.namespace == *namespace) && finding.is_of(&one.id))
    }
}
