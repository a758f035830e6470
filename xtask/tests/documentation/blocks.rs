//! The code blocks of the pages in Markdown.

use std::fs;
use std::path::PathBuf;

/// A fenced block of code.
#[derive(Debug)]
pub(crate) struct Block {
    /// The page, relative to the root of the repository.
    pub(crate) page: String,
    /// The line of the fence, counted from one.
    pub(crate) line: usize,
    /// What the fence says.
    pub(crate) language: String,
    /// The lines within.
    pub(crate) text: String,
}

impl Block {
    /// Where it is.
    pub(crate) fn place(&self) -> String {
        format!("{}:{}", self.page, self.line)
    }

    /// The file that the block shows, or a part of it, by its first line: `# Cargo.toml` or `// models/shop.smithy`.
    pub(crate) fn file(&self) -> &str {
        let line = self.text.lines().next().unwrap_or_default();
        ["# ", "// "].iter().find_map(|start| line.strip_prefix(start)).unwrap_or_default()
    }

    /// Whether it is in the guide, whose pages tell of one shop.
    pub(crate) fn is_of_guide(&self) -> bool {
        self.page.starts_with(GUIDE)
    }
}

/// The folder of the guide.
pub(crate) const GUIDE: &str = "docs/guide/";

/// The page with the model that those of the guide use which have none of their own.
pub(crate) const START: &str = "docs/guide/start.md";

/// The model that a block of the guide is about: the one before it on its page, or else that of the first page.
pub(crate) fn model_of<'b>(blocks: &'b [Block], page: &str, line: usize) -> Option<&'b Block> {
    let models = || blocks.iter().filter(|block| block.language == "smithy");
    let own = models().rfind(|block| block.page == page && block.line < line);
    own.or_else(|| models().find(|block| block.page == START))
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    fs::canonicalize("..").unwrap()
}

/// The blocks of all pages that users read, in the order of the pages.
pub(crate) fn all() -> Vec<Block> {
    let root = root();
    let mut pages: Vec<String> =
        ["ARCHITECTURE.md", "README.md", "models/README.md", "shapewright/README.md"].map(str::to_owned).to_vec();
    // The pages of diagnostics, in a folder of their own, have models with faults, which are tested where they come from.
    for folder in ["docs", "docs/guide"] {
        for path in fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()) {
            if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap()));
            }
        }
    }
    pages.sort();
    pages.iter().flat_map(|page| read(page, &fs::read_to_string(root.join(page)).unwrap())).collect()
}

fn read(page: &str, text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (index, line) in text.lines().enumerate() {
        match (line.trim_start().strip_prefix("```"), open.take()) {
            (Some(""), Some(block)) => blocks.push(block),
            (Some(language), None) => {
                let (page, language) = (page.to_owned(), language.to_owned());
                open = Some(Block { page, line: index + 1, language, text: String::new() });
            }
            (_, Some(mut block)) => {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "{page}: a block without an end");
    blocks
}
