//! Smithy's interface definition language (IDL), versions 1.0 and 2.0: from text to a lossless syntax tree.
//!
//! [`parse`] accepts any text. What it cannot read is in the tree too, as nodes of the kind [`Kind::Error`], and is
//! listed in [`Tree::faults`]. The texts of a tree's tokens, one after the other, are the text of the file.

mod fault;
mod kind;
mod lexer;
mod parser;
mod text;
mod tree;

pub use fault::Fault;
pub use kind::Kind;
pub use parser::parse;
pub(crate) use text::dedented;
pub use text::{doc_line, string_value};
pub use tree::{Children, Element, Tree};
