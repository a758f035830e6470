//! Turns the documentation of models into Markdown that rustdoc accepts without a warning.
//!
//! The `documentation` trait holds CommonMark (Smithy 2.0 specification, "Documentation traits"),
//! but real models hold HTML of their own flavour (`<p>`, `<note>`, `<fullname>`, placeholders such
//! as `<bucket>`). Both are read into one tree, which is written anew: passing the text through
//! would leave to rustdoc what it takes for a link, a tag or a test.

mod commonmark;
mod html;
mod inline;
#[cfg(test)]
mod tests;
mod tree;
mod write;

/// The longest line that is written if there is a place to break it, in characters.
const WIDTH: usize = 96;

/// The lines of rustdoc Markdown for a model's documentation; none if it says nothing.
///
/// The lines have no leading space and no trailing white space, no two empty lines follow each
/// other, and the first paragraph stands alone, so that rustdoc takes it for the summary. What
/// looks like code is in spans or in fences marked `text`, so nothing runs as a test; what looks
/// like markup but is text is escaped.
pub(crate) fn to_markdown(text: &str) -> Vec<String> {
    let mut builder = tree::Builder::default();
    if html::starts_with_tag(text) {
        html::read(text, &mut builder);
    } else {
        commonmark::read(text, &mut builder);
    }
    write::lines(&builder.finish(), WIDTH)
}

/// A text of one line for the same reader: what models have in places that hold no CommonMark, such as the message of a
/// deprecation (Smithy 2.0, "deprecated trait") or the title of an example. Nothing in it is markup but code in
/// backticks, and the HTML of a text that begins with a tag.
pub(crate) fn to_line(text: &str) -> String {
    let mut builder = tree::Builder::default();
    if html::starts_with_tag(text) {
        html::read(text, &mut builder);
    } else {
        html::prose(text, &mut builder);
    }
    write::line(&builder.finish())
}
