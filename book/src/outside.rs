//! Links to files of the repository that are not pages: the book has only their paths.

use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};

use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::errors::Result;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Replaces such links by their texts and paths, and collects those to files that do not exist.
pub(crate) struct Outside {
    docs: PathBuf,
    missing: Arc<Mutex<Vec<String>>>,
}

impl Outside {
    /// For the pages of a folder, whose parent is the repository.
    pub(crate) fn new(docs: PathBuf) -> Self {
        Self { docs, missing: Arc::default() }
    }

    /// What is wrong, once the book is built.
    pub(crate) fn missing(&self) -> Arc<Mutex<Vec<String>>> {
        self.missing.clone()
    }
}

impl Preprocessor for Outside {
    fn name(&self) -> &str {
        "outside"
    }

    fn run(&self, _: &PreprocessorContext, mut book: Book) -> Result<Book> {
        book.for_each_chapter_mut(|chapter| {
            let Some(page) = &chapter.path else { return };
            let folder = page.parent().unwrap_or(Path::new(""));
            let (text, missing) = without_links(&chapter.content, folder, &self.docs);
            chapter.content = text;
            let faults = missing.into_iter().map(|link| format!("{}: `{link}` does not exist", page.display()));
            if let Ok(mut all) = self.missing.lock() {
                all.extend(faults);
            }
        });
        Ok(book)
    }
}

/// A page without links that lead out of the folder of pages, and such links that lead nowhere.
fn without_links(text: &str, folder: &Path, docs: &Path) -> (String, Vec<String>) {
    let (mut changed, mut missing) = (String::new(), Vec::new());
    let mut done = 0;
    for (whole, label, target) in links(text) {
        let path = target.split('#').next().unwrap_or_default();
        if path.is_empty() || target.contains("://") {
            continue;
        }
        let Some(path) = outside(&folder.join(path)) else { continue };
        if !docs.join("..").join(&path).exists() {
            missing.push(target);
        }
        let label = &text[label];
        changed.push_str(&text[done..whole.start]);
        changed.push_str(label);
        let path = path.display().to_string();
        if !path.ends_with(label.trim_matches('`')) {
            changed.push_str(&format!(" (`{path}`)"));
        }
        done = whole.end;
    }
    changed.push_str(&text[done..]);
    (changed, missing)
}

/// The links of a text: all of it, its label, and where it leads.
fn links(text: &str) -> Vec<(Range<usize>, Range<usize>, String)> {
    let (mut links, mut open) = (Vec::new(), None);
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                open = Some((range, None::<Range<usize>>, dest_url.to_string()))
            }
            Event::End(TagEnd::Link) => {
                links.extend(open.take().map(|(whole, label, target)| (whole, label.unwrap_or_default(), target)));
            }
            _ => {
                if let Some((_, label, _)) = &mut open {
                    let start = label.as_ref().map_or(range.start, |label| label.start);
                    *label = Some(start..range.end);
                }
            }
        }
    }
    links
}

/// The path in the repository, if a path from the folder of pages leads out of that.
fn outside(path: &Path) -> Option<PathBuf> {
    let mut parts: Vec<&std::ffi::OsStr> = Vec::new();
    let mut is_outside = false;
    for component in path.components() {
        match component {
            Component::ParentDir if parts.is_empty() => is_outside = true,
            Component::ParentDir => drop(parts.pop()),
            Component::Normal(part) => parts.push(part),
            _ => {}
        }
    }
    is_outside.then(|| parts.iter().collect())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::without_links;

    #[test]
    fn links_that_lead_out_become_paths() {
        let repository = tempfile::tempdir().unwrap();
        let docs = repository.path().join("docs");
        fs::create_dir(&docs).unwrap();
        fs::write(repository.path().join("README.md"), "").unwrap();
        for (folder, before, after, missing) in [
            ("", "see [a](b.md#c), [d](#e) and <https://example.com/a>", None, 0),
            ("", "[README.md](../README.md#a) and more", Some("README.md and more"), 0),
            ("", "[`README.md`](../README.md)", Some("`README.md`"), 0),
            ("", "| [how\nto](../README.md) |", Some("| how\nto (`README.md`) |"), 0),
            ("guide", "[a](../a.md) [b *c*](../../README.md)", Some("[a](../a.md) b *c* (`README.md`)"), 0),
            ("", "[a](../gone.rs)", Some("a (`gone.rs`)"), 1),
            ("", "```\n[a](../gone.rs)\n```", None, 0),
        ] {
            let (text, found) = without_links(before, Path::new(folder), &docs);
            assert_eq!((&*text, found.len()), (after.unwrap_or(before), missing), "{before}");
        }
    }
}
