//! The sections of a file and their statements.

use super::comments::{Comment, Gap, count_of_shape};
use super::writer::Writer;
use super::{shapes, uses, values};
use crate::idl::{Element, Kind};

/// A statement with its comments.
#[derive(Debug)]
pub(super) struct Statement<'t> {
    /// The comments on the lines above.
    pub(super) leading: Vec<Comment<'t>>,
    /// The statement.
    pub(super) element: Element<'t>,
    /// The comment on its last line, and those on the lines below that belong to it.
    pub(super) trailing: Vec<Comment<'t>>,
}

/// A file.
#[derive(Debug, Default)]
struct File<'t> {
    /// The comments above the first statement.
    header: Vec<Comment<'t>>,
    control: Vec<Statement<'t>>,
    metadata: Vec<Statement<'t>>,
    namespace: Vec<Statement<'t>>,
    uses: Vec<Statement<'t>>,
    shapes: Vec<Statement<'t>>,
    /// The comments below the last statement.
    footer: Vec<Comment<'t>>,
}

impl<'t> File<'t> {
    fn new(root: Element<'t>) -> Self {
        let mut file = Self::default();
        let mut gap = Gap::default();
        let mut last = None;
        for child in root.children() {
            if child.kind().is_trivia() {
                gap.push(child);
                continue;
            }
            gap.push_leading(child);
            let leading = file.split(&std::mem::take(&mut gap), last, child.kind() == Kind::ShapeStatement);
            last = Some(child.kind());
            file.section(child.kind()).push(Statement { leading, element: child, trailing: Vec::new() });
        }
        file.footer = file.split(&gap, last, false);
        file
    }

    /// The statements of a kind.
    fn section(&mut self, kind: Kind) -> &mut Vec<Statement<'t>> {
        match kind {
            Kind::ControlStatement => &mut self.control,
            Kind::MetadataStatement => &mut self.metadata,
            Kind::NamespaceStatement => &mut self.namespace,
            Kind::UseStatement => &mut self.uses,
            _ => &mut self.shapes,
        }
    }

    /// Gives the statement before a gap its comments, and returns the others.
    fn split(&mut self, gap: &Gap<'t>, last: Option<Kind>, is_documented: bool) -> Vec<Comment<'t>> {
        let mut comments = gap.comments(is_documented);
        let Some(kind) = last else {
            self.header = comments;
            return Vec::new();
        };
        let count = match kind {
            Kind::ShapeStatement | Kind::ApplyStatement => count_of_shape(&comments, gap.ends_blank()),
            _ => usize::from(comments.first().is_some_and(|first| first.is_trailing)),
        };
        let rest = comments.split_off(count);
        if let Some(statement) = self.section(kind).last_mut() {
            statement.trailing = comments;
        }
        rest
    }
}

/// Writes a file without faults.
pub(super) fn file(root: Element<'_>) -> String {
    let mut file = File::new(root);
    let left = uses::tidy(&mut file.uses, &file.shapes);
    // Comments above removed statements stay.
    let next = file.shapes.first_mut().map_or(&mut file.footer, |shape| &mut shape.leading);
    next.splice(..0, left);
    let File { header, control, metadata, namespace, uses, shapes, footer } = file;

    let mut out = String::new();
    lines(&mut out, &header);
    let has_shapes = !shapes.is_empty();
    let mut is_first = true;
    for (statements, is_airy) in
        [(control, false), (metadata, false), (namespace, false), (uses, false), (shapes, true)]
    {
        if !statements.is_empty() {
            if !is_first {
                out.push('\n');
            }
            is_first = false;
            section(&mut out, &statements, is_airy);
        }
    }
    if !footer.is_empty() && !has_shapes && !is_first {
        out.push('\n');
    }
    lines(&mut out, &footer);
    out
}

fn lines(out: &mut String, comments: &[Comment<'_>]) {
    for comment in comments {
        out.push_str(&comment.text);
        out.push('\n');
    }
}

/// Writes the statements of a section. Blank lines separate shapes, and other statements of several lines.
fn section(out: &mut String, statements: &[Statement<'_>], is_airy: bool) {
    let mut is_separate = true;
    for (index, one) in statements.iter().enumerate() {
        let text = statement(one);
        let is_long = is_airy || text.contains('\n');
        if is_long && !is_separate {
            out.push('\n');
        }
        out.push_str(&text);
        out.push('\n');
        is_separate = is_long && index + 1 < statements.len();
        if is_separate {
            out.push('\n');
        }
    }
}

/// A statement with its comments, without a line break at its end.
fn statement(statement: &Statement<'_>) -> String {
    let mut writer = Writer::new();
    shapes::lines(&mut writer, &statement.leading);
    let element = statement.element;
    let value = values::value_of(element);
    let key = element.child(Kind::NodeObjectKey).map_or("", values::key);
    match element.kind() {
        Kind::ControlStatement => {
            writer.text("$");
            writer.text(key);
            writer.text(": ");
        }
        Kind::MetadataStatement => {
            writer.text("metadata ");
            writer.text(key);
            writer.text(" = ");
        }
        Kind::NamespaceStatement => {
            writer.text("namespace ");
            writer.text(element.child(Kind::Namespace).map_or("", Element::text));
        }
        Kind::UseStatement => {
            writer.text("use ");
            writer.text(element.child(Kind::ShapeId).map_or("", Element::text));
        }
        Kind::ApplyStatement => shapes::apply_statement(&mut writer, element),
        _ => shapes::shape_statement(&mut writer, element),
    }
    if let (Kind::ControlStatement | Kind::MetadataStatement, Some(value)) = (element.kind(), value) {
        values::value(&mut writer, value);
    }
    for (index, comment) in statement.trailing.iter().enumerate() {
        if index == 0 {
            writer.text(" ");
        } else {
            writer.line();
        }
        writer.text(&comment.text);
    }
    writer.finish()
}
