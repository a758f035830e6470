//! Compares a tree with the disk and decides what becomes of each file, without writing.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::{Path, PathBuf};

use super::apply::is_leftover;
use super::cause::{self, Cause, Root};
use super::header::{Standing, standing};
use super::record::differ_in_records_only;
use super::{File, Tree};

/// What is to be done so that the disk agrees with a tree; its `Display` lists all that differs.
#[derive(Clone, Debug)]
pub struct Plan {
    root: PathBuf,
    /// The folder in the output folder in which all files are generated; empty for the output folder itself.
    pub(super) folder: &'static str,
    pub(super) steps: BTreeMap<String, Step>,
    leftovers: Vec<PathBuf>,
    /// The files with a record of what they were generated from.
    pub(super) roots: BTreeMap<String, Root>,
    /// Causes that the files on the disk show.
    pub(super) visible: BTreeMap<String, Cause>,
}

/// What a plan consists of.
pub(super) struct Contents {
    pub(super) root: PathBuf,
    /// The folder in which all files are generated.
    pub(super) folder: PathBuf,
    pub(super) steps: BTreeMap<String, Step>,
    pub(super) leftovers: Vec<PathBuf>,
}

/// What becomes of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// It does not exist yet.
    Create(File),
    /// It exists with another text.
    Update(File, Difference),
    /// It exists with this text and is not touched.
    Keep,
    /// It exists with this text, but records another input or another version of the generator that gave the same.
    Restamp(File),
    /// An earlier run made it, and nothing of the kind is generated any more.
    Remove,
    /// It is not ours to change; as long as it stands, the plan cannot be applied.
    Refuse(Refusal),
}

/// Why a file must not be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It carries no header, so somebody else put it there.
    Stranger,
    /// It was generated, and a person has changed it since.
    Edited,
    /// A folder, a link or a device stands where a file is to be.
    NotAFile,
}

/// The first line in which a file on the disk differs from what is generated now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The number of the line, counted from one.
    pub line: usize,
    /// The line on the disk, or `None` if the file ends before it.
    pub on_disk: Option<String>,
    /// The line as it is generated, or `None` if the text ends before it.
    pub generated: Option<String>,
}

/// Compares `tree` with the output folder `root`, which need not exist.
///
/// In `root/src`, or in `root` itself if a module is generated, every file is expected to be generated; names that begin
/// with a dot belong to editors and systems and are passed over. Outside of it only the files of the tree are looked at.
///
/// # Errors
/// When the disk cannot be read; the error names the path and the operation.
pub fn plan(tree: Tree, root: &Path) -> io::Result<Plan> {
    let mut disk = Disk::default();
    let folder = tree.folder;
    if !folder.is_empty() {
        disk.look_for_leftovers(root)?;
    }
    disk.walk(&root.join(folder), folder)?;
    let (mut steps, mut visible) = (BTreeMap::new(), BTreeMap::new());
    for (path, file) in tree.files {
        let found = match disk.files.remove(&path) {
            Some(kind) => Some(kind),
            None => file_type(&root.join(&path))?,
        };
        let (step, cause) = step(&root.join(&path), found, file)?;
        visible.extend(cause.map(|cause| (path.clone(), cause)));
        steps.insert(path, step);
    }
    for (path, kind) in disk.files {
        let step = step_for_stale(&root.join(&path), kind)?;
        steps.insert(path, step);
    }
    let mut roots = tree.roots;
    cause::read(&mut roots, root)?;
    Ok(Plan { root: root.to_owned(), folder, steps, leftovers: disk.leftovers, roots, visible })
}

impl Plan {
    /// Whether the disk agrees with the tree, so that nothing has to be done.
    pub fn is_empty(&self) -> bool {
        self.steps.values().all(|step| matches!(step, Step::Keep | Step::Restamp(_)))
    }

    /// The output folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What becomes of each file, sorted by its path relative to the output folder.
    pub fn steps(&self) -> impl ExactSizeIterator<Item = (&str, &Step)> {
        self.steps.iter().map(|(path, step)| (path.as_str(), step))
    }

    /// The files because of which the plan cannot be applied.
    pub fn refusals(&self) -> impl Iterator<Item = (&str, Refusal)> {
        self.steps().filter_map(|(path, step)| match step {
            Step::Refuse(refusal) => Some((path, *refusal)),
            _ => None,
        })
    }

    /// Drops the steps for all other paths: those files stay as they are.
    pub fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.steps.retain(|path, _| keep(path));
    }

    pub(super) fn into_parts(self) -> Contents {
        let Self { root, folder, steps, leftovers, roots: _, visible: _ } = self;
        Contents { folder: root.join(folder), root, steps, leftovers }
    }
}

/// What becomes of a file, and what the text on the disk shows of the reason.
fn step(path: &Path, found: Option<FileType>, file: File) -> io::Result<(Step, Option<Cause>)> {
    let Some(kind) = found else {
        return Ok((Step::Create(file), None));
    };
    if !kind.is_file() {
        return Ok((Step::Refuse(Refusal::NotAFile), None));
    }
    let on_disk = read(path)?;
    if on_disk == file.text.as_bytes() {
        return Ok((Step::Keep, None));
    }
    let step = match claim(&on_disk) {
        Standing::Ours if differ_in_records_only(&on_disk, file.text.as_bytes()) => Step::Restamp(file),
        Standing::Ours => {
            let difference = Difference::between(&String::from_utf8_lossy(&on_disk), &file.text);
            Step::Update(file, difference)
        }
        Standing::Edited => Step::Refuse(Refusal::Edited),
        Standing::Stranger => Step::Refuse(Refusal::Stranger),
    };
    Ok((step, cause::visible(&on_disk)))
}

fn step_for_stale(path: &Path, kind: FileType) -> io::Result<Step> {
    if !kind.is_file() {
        return Ok(Step::Refuse(Refusal::NotAFile));
    }
    Ok(match claim(&read(path)?) {
        Standing::Ours => Step::Remove,
        Standing::Edited => Step::Refuse(Refusal::Edited),
        Standing::Stranger => Step::Refuse(Refusal::Stranger),
    })
}

/// Whose a file is. An empty one is nobody's work: a crate that is to be generated may need one to
/// count as a crate.
fn claim(text: &[u8]) -> Standing {
    if text.trim_ascii().is_empty() { Standing::Ours } else { standing(text) }
}

/// What stands in the output folder.
#[derive(Default)]
struct Disk {
    /// By path relative to the output folder; folders are walked and not listed.
    files: BTreeMap<String, FileType>,
    /// Temporary files of a run that was killed.
    leftovers: Vec<PathBuf>,
}

impl Disk {
    fn walk(&mut self, folder: &Path, relative: &str) -> io::Result<()> {
        for entry in entries(folder)? {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let relative = if relative.is_empty() { name.to_string() } else { format!("{relative}/{name}") };
            let path = entry.path();
            let kind = entry.file_type().map_err(naming("look at", &path))?;
            if is_leftover(&name) {
                self.leftovers.push(path);
            } else if name.starts_with('.') {
                // Swap files of editors and the like never become modules.
            } else if kind.is_dir() {
                self.walk(&path, &relative)?;
            } else {
                self.files.insert(relative, kind);
            }
        }
        Ok(())
    }

    fn look_for_leftovers(&mut self, folder: &Path) -> io::Result<()> {
        let entries = entries(folder)?.into_iter();
        let leftovers = entries.filter(|entry| is_leftover(&entry.file_name().to_string_lossy()));
        self.leftovers.extend(leftovers.map(|entry| entry.path()));
        Ok(())
    }
}

/// The entries of a folder; none if it does not exist.
fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.collect::<io::Result<_>>().map_err(naming("list", folder)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(naming("list", folder)(error)),
    }
}

fn file_type(path: &Path) -> io::Result<Option<FileType>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if is_absence(&error) => Ok(None),
        Err(error) => Err(naming("look at", path)(error)),
    }
}

/// Nothing is at a path either when a file stands where one of its folders would be.
pub(super) fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path).map_err(naming("read", path))
}

/// Makes an error say what was attempted on which path.
pub fn naming(operation: &str, path: &Path) -> impl FnOnce(io::Error) -> io::Error {
    let what = format!("cannot {operation} `{}`", path.display());
    move |error| io::Error::new(error.kind(), format!("{what}: {error}"))
}

impl Difference {
    fn between(on_disk: &str, generated: &str) -> Self {
        let mut pairs = (1..).zip(pair_lines(on_disk, generated));
        let header = pairs.next();
        // The checksum makes the headers differ whenever the texts do, which explains nothing.
        let differing = pairs.find(|(_, (old, new))| old != new).or(header);
        let (line, (old, new)) = differing.unwrap_or((1, (None, None)));
        let (old, new) = shorten(old, new);
        Self { line, on_disk: old, generated: new }
    }
}

type Line<'a> = Option<&'a str>;

/// The lines of two texts with their ends, side by side, until both texts have ended.
fn pair_lines<'a>(a: &'a str, b: &'a str) -> impl Iterator<Item = (Line<'a>, Line<'a>)> {
    let (mut a, mut b) = (a.split_inclusive('\n'), b.split_inclusive('\n'));
    std::iter::from_fn(move || match (a.next(), b.next()) {
        (None, None) => None,
        pair => Some(pair),
    })
}

/// How many characters of a line are shown, and how many of them before the difference at least.
const SHOWN: usize = 120;
const CONTEXT: usize = 40;

/// Cuts long lines down to the part around their first differing character.
fn shorten(old: Line<'_>, new: Line<'_>) -> (Option<String>, Option<String>) {
    let (a, b) = (old.unwrap_or(""), new.unwrap_or(""));
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let skipped = if common < SHOWN { 0 } else { common - CONTEXT };
    let cut = |line: &str| {
        let line = line.strip_suffix('\n').unwrap_or(line);
        let shown: String = line.chars().skip(skipped).take(SHOWN).collect();
        let start = if skipped > 0 { "…" } else { "" };
        let end = if line.chars().nth(skipped + SHOWN).is_some() { "…" } else { "" };
        format!("{start}{}{end}", shown.replace('\r', "\\r"))
    };
    (old.map(cut), new.map(cut))
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (path, step) in self.steps() {
            let causes: Vec<String> = self.causes(path).iter().map(ToString::to_string).collect();
            let causes = if causes.is_empty() { String::new() } else { format!(": {}", causes.join(", and ")) };
            let path = self.root.join(path);
            let path = path.display();
            match step {
                Step::Keep | Step::Restamp(_) => {}
                Step::Create(_) => writeln!(f, "{path} is missing{causes}")?,
                Step::Update(_, difference) => {
                    writeln!(f, "{path}:{} differs{causes}\n{difference}", difference.line)?;
                }
                Step::Remove => writeln!(f, "{path} is stale{causes}")?,
                Step::Refuse(refusal) => writeln!(f, "{path} {refusal}")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let on_disk = self.on_disk.as_deref().unwrap_or("(end of the file)");
        let generated = self.generated.as_deref().unwrap_or("(end of the file)");
        write!(f, "    - {on_disk}\n    + {generated}")
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stranger => {
                write!(f, "is not a generated file: move it elsewhere or delete it, then run the command again")
            }
            Self::Edited => write!(
                f,
                "was edited by hand after it was generated: move your change into the model or the \
                 generator, then restore or delete the file and run the command again"
            ),
            Self::NotAFile => {
                write!(f, "is not a plain file: move it elsewhere or delete it, then run the command again")
            }
        }
    }
}
