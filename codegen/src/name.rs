//! Turns the words of a model into Rust identifiers; the only module that makes an [`Ident`].
//!
//! Every named thing carries two names: the exact word of the model, which goes over the wire, and
//! an identifier that is legal, not reserved and unique among its neighbours. The second comes
//! from claiming it in a [`Scope`], which works in three steps.
//!
//! 1. *Spelling.* A type keeps the spelling of its shape if that is an upper camel case identifier
//!    already (`S3Location`, `ARN`); otherwise the words are split at what is neither an ASCII
//!    letter nor a digit and joined in upper camel case (`__listOf__string` → `ListOfString`).
//!    Variants do the same but read a word in capitals as a word (`ENABLED` → `Enabled`). An
//!    underscore remains between two digits that would run together (`python3.9` → `Python3_9`).
//!    Fields, functions and modules are in snake case, constants in upper snake case, with a table
//!    of words that an ordinary splitter tears apart (`FSx`, `OAuth`, `IPv4`). A name that starts
//!    with a digit gets a `V` in front; one without letters and digits is spelled out
//!    (`*` → `Asterisk`), and is called `Empty` or `Value` if there is nothing to spell.
//! 2. *Keywords.* Keywords become raw identifiers (`r#type`). Where Rust has no raw form (`self`,
//!    `Self`, `super`, `crate`) the name counts as taken.
//! 3. *Clashes.* A name that is taken or reserved gets a suffix: `Shape` for types
//!    (`Result` → `ResultShape`), `Value` for variants (`Unknown` → `UnknownValue`), `_` for all
//!    others; if that is taken too, the suffix and a number from 2 on (`ResultShape2`).

mod ident;
mod reserved;
mod scope;
mod spell;
#[cfg(test)]
mod tests;

pub use ident::Ident;
pub use scope::{Case, Scope};

/// The two names of a thing: one for Rust and one for the wire.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Name {
    /// The identifier in generated code.
    pub ident: Ident,
    /// The name in the model, exactly as it is written there.
    pub wire: String,
}
