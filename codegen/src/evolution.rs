//! What a change to a model means for those who use the generated Rust code.
//!
//! The code itself is compared: what the emitters write for both versions is parsed into a list of public items with their
//! signatures ([`Surface`]), and the lists are compared, so that no rule of naming, boxing or optionality is told twice.
//! `origins` says which shape of the model an item is made of.

mod compare;
mod origins;
mod surface;
mod words;

pub use surface::{Function, Item, Surface};

use shapewright_smithy::diagnostics::{Place, Report, Sources};

use crate::generate::{Config, made};

/// What a difference between two versions of the generated code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Impact {
    /// Code that calls the service or uses its types may not compile any more, and neither may implementations of its
    /// trait.
    BreaksAll,
    /// Code that calls the service or uses its types may not compile any more.
    BreaksCallers,
    /// Implementations of the service's trait do not compile any more.
    BreaksImplementors,
    /// Everything compiles as before, but does something else, or with a new warning.
    Behavior,
    /// Something was added that needs no change elsewhere.
    Addition,
}

impl Impact {
    /// Whether code that compiled may not compile any more.
    pub fn is_breaking(self) -> bool {
        matches!(self, Self::BreaksAll | Self::BreaksCallers | Self::BreaksImplementors)
    }

    /// How tools name it, such as `breaks-callers`.
    pub fn name(self) -> &'static str {
        match self {
            Self::BreaksAll => "breaks-all",
            Self::BreaksCallers => "breaks-callers",
            Self::BreaksImplementors => "breaks-implementors",
            Self::Behavior => "behavior",
            Self::Addition => "addition",
        }
    }
}

/// A difference between two versions of the generated code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it means.
    pub impact: Impact,
    /// The Rust item, such as `shop::types::City::mayor`.
    pub item: String,
    /// What differs.
    pub message: String,
    /// The id of the shape or member that the item is made of.
    pub shape: String,
    /// Where the old version of the model has it; [`Place::NOWHERE`] if it does not.
    pub old: Place,
    /// Where the new version of the model has it; [`Place::NOWHERE`] if it does not.
    pub new: Place,
    /// What users of the item have to do, where that can be said.
    pub help: Option<String>,
}

/// Compares the code that is generated from two versions of models.
///
/// Both versions and their configurations are in `sources`. The result is sorted by item.
///
/// # Errors
///
/// What is wrong with a version from which no code can be generated.
pub fn changes(sources: &Sources, old: &Config, new: &Config) -> Result<Vec<Change>, Report> {
    Ok(compare::surfaces(&surfaces(sources, old)?, &surfaces(sources, new)?))
}

/// The public items of what is generated, by service.
///
/// # Errors
///
/// What is wrong with the models.
pub fn surfaces(sources: &Sources, config: &Config) -> Result<Vec<Surface>, Report> {
    made(sources, config, surface::read)
}
