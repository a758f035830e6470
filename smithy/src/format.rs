//! The formatter of Smithy's interface definition language: the same layout as `smithy format`, byte for byte.
//!
//! Lines have up to 120 columns, and levels four spaces. What is written:
//!
//! - Sections are separated by a blank line, and so are shapes and `apply` statements. Other statements follow each
//!   other, except that those of several lines, comments included, stand between blank lines.
//! - `use` statements are sorted, and those that no shape needs are removed.
//! - A list between brackets is on one line with commas if it fits and if nothing in it needs lines of its own:
//!   comments, texts of several lines, arrays and objects. Else each item has a line, without commas. An object in an
//!   array, the arrays of services and resources, and the errors of operations are always broken.
//! - An array or object that is the value of a trait shares its lines with the parentheses.
//! - Each trait has a line. Blank lines separate members, and properties of operations, if any of them has traits or
//!   comments, apart from comments on the lines of members.
//! - Comments stay with what they were written at. Those in the middle of a construct move above it. Documentation
//!   comments that document nothing become comments.
//! - Text blocks are indented with what they are in; the text that they mean stays the same.

mod comments;
mod members;
mod sections;
mod shapes;
mod uses;
mod values;
mod writer;

use crate::diagnostics::{Report, SourceId, Sources};
use crate::load::syntax_tree;

/// Formats a file in Smithy's IDL.
///
/// ```
/// use shapewright_smithy::diagnostics::Sources;
/// use shapewright_smithy::format;
///
/// let mut sources = Sources::new();
/// let weather = sources.add("weather.smithy", "namespace example.weather\nstructure City{name:String,}");
/// assert_eq!(format(&sources, weather).unwrap(), "namespace example.weather\n\nstructure City {\n    name: String\n}\n");
/// ```
///
/// # Errors
/// When the file breaks the grammar or is not text; it is not formatted then.
pub fn format(sources: &Sources, id: SourceId) -> Result<String, Report> {
    let tree = syntax_tree(sources, id)?;
    Ok(sections::file(tree.root()))
}
