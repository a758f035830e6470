//! What a change to a model means on the wire: for old clients with new servers, and for new clients with old servers.
//!
//! A message is written by one version of the model and read by the other. For each [`Flow`], everything that a valid
//! writer may send is compared with what the reader does with it, for each protocol that both speak. Members are matched by
//! where they travel (a header of that name, the second label, the key of an object), not by what the model calls them: a
//! member that is renamed and keeps its `jsonName` has not changed.
//!
//! Readers are taken to be as the specification wants them. A server refuses requests that break constraints, leave out
//! what is required, or have a value that an enum does not list. A client accepts unknown values of enums and unions,
//! validates nothing, and replaces required members that are missing by empty values (Smithy 2.0, "Client error
//! correction"). Both ignore members that they do not know.

mod constraints;
mod errors;
mod members;
mod operations;
mod services;
mod slots;
mod values;

use std::fmt;

use crate::diagnostics::Place;
use crate::model::Model;

/// Who writes a message, and who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flow {
    /// Requests of old clients, read by new servers.
    OldRequests,
    /// Responses of new servers, read by old clients.
    NewResponses,
    /// Requests of new clients, read by old servers.
    NewRequests,
    /// Responses of old servers, read by new clients.
    OldResponses,
}

/// What becomes of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Messages that are valid for the writer are refused, or read as something else.
    Breaks,
    /// Only messages that use what the new version allows are refused: new clients must wait for new servers.
    OnlyNew,
    /// Messages are read, but the reader does not know a part of them, or gets less than before.
    Lost,
    /// It depends on what the model does not say, such as whether a host exists.
    Depends,
}

/// A difference on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireChange {
    /// The messages that are meant.
    pub flow: Flow,
    /// What becomes of them.
    pub effect: Effect,
    /// The shape or member that differs.
    pub shape: String,
    /// What differs, and what happens.
    pub message: String,
    /// Where the old version has it; [`Place::NOWHERE`] if it does not.
    pub old: Place,
    /// Where the new version has it; [`Place::NOWHERE`] if it does not.
    pub new: Place,
    /// The operations whose messages are meant, by name and sorted; empty where the service as a whole is.
    pub operations: Vec<String>,
    /// The protocols in which it is so, sorted; all that both versions have in common if it is empty.
    pub protocols: Vec<&'static str>,
}

impl Flow {
    /// All flows.
    pub const ALL: [Self; 4] = [Self::OldRequests, Self::NewResponses, Self::NewRequests, Self::OldResponses];

    /// Whether the messages are those of old clients with new servers; otherwise of new clients with old servers.
    pub fn is_of_old_clients(self) -> bool {
        matches!(self, Self::OldRequests | Self::NewResponses)
    }

    /// Whether the messages are requests.
    pub fn is_request(self) -> bool {
        matches!(self, Self::OldRequests | Self::NewRequests)
    }

    /// Whether the new version writes the messages.
    pub fn is_written_by_new(self) -> bool {
        matches!(self, Self::NewRequests | Self::NewResponses)
    }

    /// How tools name it, such as `old-requests`.
    pub fn name(self) -> &'static str {
        match self {
            Self::OldRequests => "old-requests",
            Self::NewResponses => "new-responses",
            Self::NewRequests => "new-requests",
            Self::OldResponses => "old-responses",
        }
    }

    /// The writers, such as `old clients`.
    fn writers(self) -> &'static str {
        match self {
            Self::OldRequests => "old clients",
            Self::NewResponses => "new servers",
            Self::NewRequests => "new clients",
            Self::OldResponses => "old servers",
        }
    }

    /// The readers, such as `new servers`.
    fn readers(self) -> &'static str {
        match self {
            Self::OldRequests => "new servers",
            Self::NewResponses => "old clients",
            Self::NewRequests => "old servers",
            Self::OldResponses => "new clients",
        }
    }
}

impl fmt::Display for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.is_request() { "requests" } else { "responses" };
        write!(f, "{what} from {} to {}", self.writers(), self.readers())
    }
}

impl Effect {
    /// How tools name it, such as `only-new`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaks => "breaks",
            Self::OnlyNew => "only-new",
            Self::Lost => "lost",
            Self::Depends => "depends",
        }
    }
}

/// Compares the services that both versions of a model have, by what is on the wire.
///
/// The sources of both models must be in one [`Sources`](crate::diagnostics::Sources), and both should have been loaded
/// without errors. The result is sorted by flow, effect and shape.
///
/// ```
/// use shapewright_smithy::diagnostics::Sources;
/// use shapewright_smithy::evolution::{self, Effect, Flow};
/// use shapewright_smithy::model::Model;
///
/// let text = |members: &str| format!(r#"$version: "2"
/// namespace a
/// @aws.protocols#restJson1
/// service S {{ version: "1", operations: [O] }}
/// @http(method: "POST", uri: "/")
/// operation O {{ input := {{ {members} }} }}"#);
/// let mut sources = Sources::new();
/// let old = sources.add("old.smithy", text("name: String"));
/// let new = sources.add("new.smithy", text("name: String, @required size: Integer"));
/// let (old, _) = Model::load(&sources, [old]);
/// let (new, _) = Model::load(&sources, [new]);
///
/// let found = evolution::on_the_wire(&old, &new);
/// assert_eq!((found[0].flow, found[0].effect), (Flow::OldRequests, Effect::Breaks));
/// assert_eq!(found[0].shape, "a#OInput$size");
/// ```
pub fn on_the_wire(old: &Model, new: &Model) -> Vec<WireChange> {
    services::compare(old, new)
}
