//! Prints a report: `error: …`, the place, the line with the fault marked, the hint.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{At, Code, Diagnostic, Locator, Place, Report, Severity, Source, SourceId, Sources};

/// A diagnostic as plain data, for tools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// How bad it is.
    pub severity: Severity,
    /// The rule that is broken.
    pub code: Code,
    /// The event id under which Smithy's own validators report it, where they do.
    pub event: Option<String>,
    /// The id of the shape or member that it is about, if it is about one.
    pub shape: Option<String>,
    /// What is wrong.
    pub message: String,
    /// The path of the source, if the diagnostic has a place.
    pub file: Option<String>,
    /// The line, counted from one.
    pub line: Option<usize>,
    /// The column in Unicode scalar values, counted from one.
    pub column: Option<usize>,
    /// The text that is marked, unless the diagnostic is about the file as a whole.
    pub region: Option<Region>,
    /// Other places that belong to the finding.
    pub related: Vec<Related>,
    /// What to do about it.
    pub help: Option<String>,
    /// Why the model suppresses it, if it does and says why.
    pub reason: Option<String>,
}

/// A part of a text. Lines and columns, in Unicode scalar values, count from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// The line of the first character.
    pub start_line: usize,
    /// The column of the first character.
    pub start_column: usize,
    /// The line of the last character.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
}

/// Another place of a diagnostic, as plain data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What is there.
    pub message: String,
    /// The path of the source.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// The column in Unicode scalar values, counted from one.
    pub column: usize,
    /// The text that is marked, unless the file as a whole is meant.
    pub region: Option<Region>,
}

/// How many bytes of a line are shown before and after the start of the marked text: models may be
/// minified into one line of megabytes.
const BEFORE: usize = 60;
const AFTER: usize = 120;

pub(super) fn render(report: &Report, sources: &Sources, color: bool) -> String {
    let sorted = sorted(report.diagnostics().iter().map(|one| (one, None)), sources);
    let shown = choose(&sorted);
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for found in &shown {
        out.push_str(&renderer.render(&[group(found)]));
        out.push_str("\n\n");
    }
    if shown.len() < sorted.len() {
        out.push_str(&left_out(report, &shown));
    }
    out
}

/// The diagnostics, each with the reason for which it is suppressed, as plain data.
pub(super) fn records<'a>(
    diagnostics: impl Iterator<Item = (&'a Diagnostic, Option<&'a str>)>,
    sources: &'a Sources,
) -> Vec<Record> {
    let record = |Found { diagnostic, reason, position, related }: Found<'_>| Record {
        severity: diagnostic.severity,
        code: diagnostic.code,
        event: diagnostic.event_id().map(str::to_owned),
        shape: diagnostic.shape.as_ref().map(ToString::to_string),
        message: diagnostic.message.clone(),
        file: position.as_ref().map(|p| p.source.path.clone()),
        line: position.as_ref().map(|p| p.line),
        column: position.as_ref().map(|p| p.column),
        region: position.as_ref().and_then(Position::region),
        related: related
            .iter()
            .map(|(position, label)| Related {
                message: (*label).to_owned(),
                file: position.source.path.clone(),
                line: position.line,
                column: position.column,
                region: position.region(),
            })
            .collect(),
        help: diagnostic.help.as_deref().map(str::to_owned),
        reason: reason.map(str::to_owned),
    };
    sorted(diagnostics, sources).into_iter().map(record).collect()
}

/// A diagnostic with its places resolved.
struct Found<'a> {
    diagnostic: &'a Diagnostic,
    /// Why it is suppressed.
    reason: Option<&'a str>,
    position: Option<Position<'a>>,
    /// The other places with their labels, sorted.
    related: Vec<(Position<'a>, &'a str)>,
}

/// A resolved place.
struct Position<'a> {
    id: SourceId,
    source: &'a Source,
    bytes: Range<usize>,
    /// Whether there is text to show: not for a place that is the file as a whole.
    text: bool,
    line: usize,
    column: usize,
}

fn sorted<'a>(
    diagnostics: impl Iterator<Item = (&'a Diagnostic, Option<&'a str>)>,
    sources: &'a Sources,
) -> Vec<Found<'a>> {
    let mut locators = HashMap::new();
    let mut all: Vec<_> = diagnostics
        .map(|(diagnostic, reason)| {
            let position = position(diagnostic.place, sources, &mut locators);
            let related = diagnostic.related.iter();
            let related = related
                .filter_map(|(place, label)| Some((self::position(*place, sources, &mut locators)?, label.as_str())));
            Found { diagnostic, reason, position, related: related.collect() }
        })
        .collect();
    all.sort_by_key(|found| {
        let place = found.position.as_ref().map(|p| (p.id, p.bytes.start));
        (place, found.diagnostic.severity)
    });
    // Lines are counted once from end to end, not once per diagnostic: a minified model is one line.
    let mut positions: Vec<&mut Position<'a>> = all
        .iter_mut()
        .flat_map(|found| found.position.iter_mut().chain(found.related.iter_mut().map(|(position, _)| position)))
        .collect();
    positions.sort_by_key(|position| (position.id, position.bytes.start));
    let mut cursor = Cursor::default();
    for position in positions {
        (position.line, position.column) = cursor.advance(position);
    }
    all
}

impl Position<'_> {
    /// The marked text, if its line and column are counted.
    fn region(&self) -> Option<Region> {
        let marked = self.source.bytes.get(self.bytes.clone()).filter(|_| self.text)?;
        let (start_line, start_column) = (self.line, self.column);
        let (mut end_line, mut end_column) = (start_line, start_column);
        marked.iter().for_each(|byte| step(*byte, &mut end_line, &mut end_column));
        Some(Region { start_line, start_column, end_line, end_column })
    }
}

/// Resolves a place to bytes; its line and column are counted later.
fn position<'a>(place: Place, sources: &'a Sources, locators: &mut HashMap<SourceId, Locator>) -> Option<Position<'a>> {
    let id = place.source()?;
    let source = sources.get(id)?;
    let mut spans = |index| {
        let locator = locators.entry(id).or_insert_with(|| Locator::new(&source.bytes));
        locator.get(index)
    };
    let (bytes, text) = match place.at() {
        At::Nowhere => return None,
        At::File => (0..0, false),
        At::Value(index) => (spans(index)?.value(), true),
        At::Key(index) => (spans(index)?.key(), true),
        At::Bytes(start, end) => (start as usize..end as usize, true),
    };
    let start = bytes.start.min(source.bytes.len());
    Some(Position { id, source, bytes: start..bytes.end.clamp(start, source.bytes.len()), text, line: 1, column: 1 })
}

/// Counts lines and columns along positions that come in order.
#[derive(Default)]
struct Cursor {
    source: Option<SourceId>,
    offset: usize,
    line: usize,
    column: usize,
}

impl Cursor {
    /// The line and the column of the next position.
    fn advance(&mut self, position: &Position<'_>) -> (usize, usize) {
        let text = &position.source.bytes;
        if self.source != Some(position.id) {
            let has_mark = text.starts_with("\u{feff}".as_bytes());
            *self = Self {
                source: Some(position.id),
                offset: if has_mark { '\u{feff}'.len_utf8() } else { 0 },
                line: 1,
                column: 1,
            };
        }
        for byte in text.get(self.offset..position.bytes.start).unwrap_or_default() {
            step(*byte, &mut self.line, &mut self.column);
        }
        self.offset = self.offset.max(position.bytes.start);
        (self.line, self.column)
    }
}

/// Counts a byte.
fn step(byte: u8, line: &mut usize, column: &mut usize) {
    if byte == b'\n' {
        *line += 1;
        *column = 1;
    } else if byte & 0xC0 != 0x80 {
        // Not a continuation byte of UTF-8: a new character.
        *column += 1;
    }
}

/// Keeps what fits under the cap: the worst first, still in the order of their positions.
fn choose<'a, 'b>(sorted: &'b [Found<'a>]) -> Vec<&'b Found<'a>> {
    let mut left = Report::SHOWN;
    let shares = Severity::ALL.map(|severity| {
        let count = sorted.iter().filter(|found| found.diagnostic.severity == severity).count();
        let share = count.min(left);
        left -= share;
        (severity, share)
    });
    let mut shares = BTreeMap::from(shares);
    let fits = |found: &&Found<'_>| {
        let share = shares.entry(found.diagnostic.severity).or_default();
        let fits = *share > 0;
        *share = share.saturating_sub(1);
        fits
    };
    sorted.iter().filter(fits).collect()
}

fn left_out(report: &Report, shown: &[&Found<'_>]) -> String {
    let more = |severity: Severity| {
        let printed = shown.iter().filter(|found| found.diagnostic.severity == severity).count();
        let count = report.count(severity) - printed;
        (count > 0).then(|| format!("{count} more {}{}", severity.name(), if count == 1 { "" } else { "s" }))
    };
    let parts: Vec<_> = Severity::ALL.into_iter().filter_map(more).collect();
    format!("note: {} not shown\n", parts.join(" and "))
}

fn group<'a>(found: &'a Found<'a>) -> Group<'a> {
    let diagnostic = found.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Danger => Level::ERROR.with_name(Severity::Danger.name()),
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str());
    let mut group = Group::with_title(title.id(diagnostic.code.name()));
    if let Some(position) = &found.position {
        group = with_snippet(group, position, (AnnotationKind::Primary, diagnostic.label.as_deref()));
    }
    for (position, label) in &found.related {
        group = with_snippet(group, position, (AnnotationKind::Context, Some(label)));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(&**help)),
        None => group,
    }
}

fn with_snippet<'a>(
    group: Group<'a>,
    position: &'a Position<'a>,
    (kind, label): (AnnotationKind, Option<&'a str>),
) -> Group<'a> {
    let path = position.source.path.as_str();
    if !position.text {
        return group.element(Origin::path(path));
    }
    let window = window(&position.source.bytes, position.bytes.clone());
    let mark = kind.span(window.mark).label(label);
    let snippet = Snippet::source(window.text).line_start(position.line).annotation(mark);
    if window.starts_line {
        return group.element(snippet.path(path));
    }
    // The renderer would count columns from the start of what it is shown.
    let origin = Origin::path(path).line(position.line).char_column(position.column);
    group.element(origin).element(snippet)
}

/// The part of a line that is printed.
struct Window {
    text: String,
    /// The marked bytes of `text`.
    mark: Range<usize>,
    /// Whether nothing is cut off in front.
    starts_line: bool,
}

/// The part of the first line of `bytes` that is worth printing, and where the mark is in it.
fn window(source: &[u8], bytes: Range<usize>) -> Window {
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let begin = source[..bytes.start].iter().rposition(is_end).map_or(0, |at| at + 1);
    let end = source[bytes.start..].iter().position(is_end).map_or(source.len(), |length| bytes.start + length);
    let (mut from, mut to) = (begin, end);
    if end - begin > BEFORE + AFTER {
        from = character_start(source, begin.max(bytes.start.saturating_sub(BEFORE)));
        to = character_start(source, end.min(bytes.start + AFTER));
    }
    let clean = |range: Range<usize>| {
        let text = String::from_utf8_lossy(&source[range]);
        text.trim_start_matches('\u{feff}').replace(|c: char| c.is_control() && c != '\t', " ")
    };
    let marked_to = bytes.end.clamp(bytes.start, to.max(bytes.start));
    let ellipsis = |cut: bool| if cut { "…" } else { "" };
    let before = format!("{}{}", ellipsis(from > begin), clean(from..bytes.start));
    let marked = clean(bytes.start..marked_to);
    let after = format!("{}{}", clean(marked_to..to.max(marked_to)), ellipsis(to < end));
    Window {
        mark: before.len()..before.len() + marked.len(),
        text: format!("{before}{marked}{after}"),
        starts_line: from == begin,
    }
}

/// Moves an offset back to where a UTF-8 sequence starts.
fn character_start(source: &[u8], mut at: usize) -> usize {
    let is_inside = |at: usize| source.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
    while at > 0 && is_inside(at) {
        at -= 1;
    }
    at
}
