//! Reads Smithy 2.0 models: their shapes and traits, each with its place in the text, and what is wrong with them.
//!
//! [`Model::load`] reads files and merges them into one model. [`validate`](validate()) judges it as Smithy does, and
//! [`check`](check()) what generators of code cannot do with one of its services. All report all faults at once, as
//! [`diagnostics`] that print with the lines that they are about. A [`protocol`] is a row of facts, and [`bindings`] say
//! where it puts which member. A [`selector`] chooses shapes on the graph that [`neighbors`] makes of a model.
//!
//! [`diff`](diff()) compares two versions of a model. [`print`](mod@print) writes models as JSON ASTs and in the IDL, [`transform`] changes them, and a [`project`] reads the
//! `smithy-build.json` that says which models belong together and how they are changed.
//!
//! ```
//! use shapewright_smithy::diagnostics::Sources;
//! use shapewright_smithy::model::Model;
//!
//! let mut sources = Sources::new();
//! sources.add("weather.json", r#"{
//!     "smithy": "2.0",
//!     "shapes": {
//!         "example.weather#City": {
//!             "type": "structure",
//!             "members": {
//!                 "name": { "target": "smithy.api#String", "traits": { "smithy.api#required": {} } },
//!                 "country": { "target": "example.weather#Country" }
//!             }
//!         }
//!     }
//! }"#);
//! let (model, mut report) = Model::load(&sources, sources.ids());
//! report.merge(shapewright_smithy::validate(&model));
//!
//! let city = model.shape("example.weather#City").unwrap();
//! for member in &city.members {
//!     let mark = if member.traits.required() { "required" } else { "optional" };
//!     println!("{}: {}, {mark}", member.name(), member.target.id);
//! }
//! assert_eq!(city.kind.name(), "structure");
//! assert_eq!(city.members.len(), 2);
//!
//! // error: `example.weather#Country` is not defined …
//! print!("{}", report.render(&sources, false));
//! let faults = report.records(&sources);
//! assert_eq!((faults.len(), faults[0].line), (1, Some(8)));
//! ```

pub mod bindings;
mod check;
pub mod diagnostics;
mod diff;
pub mod evolution;
mod format;
pub mod idl;
mod jmespath;
mod load;
pub mod model;
pub mod neighbors;
pub mod openapi;
mod packages;
pub mod print;
pub mod project;
pub mod protocol;
mod rules;
pub mod selector;
mod shape_id;
pub mod transform;
mod validate;

pub use check::check;
pub use diff::diff;
pub use format::format;
pub use model::Model;
pub use packages::{Package, packages};
pub use validate::validate;

// The example of the README is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
