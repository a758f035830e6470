//! Text that knows how deeply it is indented and how much room its last line has.

/// How many columns a line has, as in Smithy's own formatter.
const WIDTH: usize = 120;

/// The spaces of one level.
const LEVEL: &str = "    ";

/// The text that is written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    out: String,
    level: usize,
    /// How many columns of the last line are taken, without an indentation that is still to come.
    column: usize,
    /// Whether the last line has no text yet, so that its indentation is still to come.
    is_fresh: bool,
}

impl Writer {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self { is_fresh: true, ..Self::default() }
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Writes text on the last line. Line breaks in it are those of a string, whose other lines keep their indentation.
    pub(super) fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.is_fresh {
            self.is_fresh = false;
            for _ in 0..self.level {
                self.out.push_str(LEVEL);
            }
            self.column = self.level * LEVEL.len();
        }
        self.out.push_str(text);
        match text.rsplit_once('\n') {
            Some((_, last)) => self.column = width(last),
            None => self.column += width(text),
        }
    }

    /// Begins a line.
    pub(super) fn line(&mut self) {
        self.out.push('\n');
        self.is_fresh = true;
        self.column = 0;
    }

    /// Writes what is one level deeper.
    pub(super) fn indented(&mut self, write: impl FnOnce(&mut Self)) {
        self.level += 1;
        write(self);
        self.level -= 1;
    }

    /// Whether the last line has room for this much.
    pub(super) fn fits(&self, width: usize) -> bool {
        let taken = if self.is_fresh { self.level * LEVEL.len() } else { self.column };
        taken + width <= WIDTH
    }

    /// Whether the last line is still without text.
    pub(super) fn is_at_start(&self) -> bool {
        self.is_fresh
    }
}

/// How many columns a text takes: one for each code unit of UTF-16, as in Smithy's own formatter.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}
