//! Smithy's interface definition language (IDL), versions 1.0 and 2.0: from text to a lossless syntax tree.
//!
//! [`parse`] accepts any text. What it cannot read is in the tree too, as nodes of the kind [`Kind::Error`], and is
//! listed in [`Tree::faults`]. The texts of a tree's tokens, one after the other, are the text of the file.
//!
//! ```
//! use shapewright_smithy::idl::{Kind, parse};
//!
//! let text = "namespace example\n\n/// Where people live.\nstructure City { name: String, size: Integer }\n";
//! let tree = parse(text);
//! assert!(tree.faults().is_empty());
//!
//! let shape = tree.root().child(Kind::ShapeStatement).unwrap();
//! assert_eq!(shape.child(Kind::DocComment).unwrap().text(), "/// Where people live.\n");
//! let members = shape.descendants().filter(|element| element.kind() == Kind::ExplicitShapeMember);
//! assert_eq!(members.map(|member| member.text()).collect::<Vec<_>>(), ["name: String", "size: Integer"]);
//!
//! let tokens: String = tree.root().tokens().map(|token| token.text()).collect();
//! assert_eq!(tokens, text);
//! ```

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
