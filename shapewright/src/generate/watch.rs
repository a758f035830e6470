//! `--watch`: generates again whenever something changes that was read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, SystemTime};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use shapewright_codegen::tools::{Read, from_here};

use crate::{Console, Outcome, counted};

/// How long nothing must happen before it is read again: a change is often several events.
const PAUSE: Duration = Duration::from_millis(100);

/// After how many of these pauses it is read in any case.
const PAUSES: usize = 20;

/// Generates by calling `generate`, which adds what it has read, until the program is ended. Faults of models and failures
/// of the disk are reported, and it goes on; it fails only if it cannot watch or print.
pub(super) fn run(
    mut generate: impl FnMut(&mut Read, &mut Console<'_>) -> io::Result<Outcome>,
    console: &mut Console<'_>,
) -> io::Result<Outcome> {
    let mut files = Files::new()?;
    let mut is_repeated = false;
    loop {
        let started = SystemTime::now();
        let mut read = Read::default();
        let done = generate(&mut read, console);
        if !matches!(done, Ok(Outcome::Done)) {
            // Not everything was read, and what was read before still counts.
            read.files.append(&mut files.read.files);
            read.folders.append(&mut files.read.folders);
        }
        files.read = read;
        match done {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Err(error),
            Err(error) => writeln!(console.err, "error: {error}")?,
        }
        files.watch();
        let seen = Snapshot::of(&files.read);
        // What changed while it was read was not watched yet.
        if !is_repeated && seen.is_newer(started) {
            is_repeated = true;
            continue;
        }
        is_repeated = false;
        let count = counted(seen.files.values().flatten().count(), "file");
        console.say(format_args!("watching {count}; stop with Ctrl-C"))?;
        console.out.flush()?;
        for line in files.next(&seen)? {
            console.say(line)?;
        }
    }
}

/// The files and folders that are watched.
struct Files {
    read: Read,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
}

impl Files {
    fn new() -> io::Result<Self> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender).map_err(io::Error::other)?;
        Ok(Self { read: Read::default(), watcher, events })
    }

    /// Watches the folders in which something was read. Files themselves are not watched: editors replace them.
    fn watch(&mut self) {
        let Read { files, folders, .. } = &self.read;
        let parents = files.iter().chain(folders).filter_map(|path| path.parent());
        let wanted: BTreeSet<PathBuf> = parents.chain(folders.iter().map(PathBuf::as_path)).map(existing).collect();
        for folder in wanted {
            // What has just vanished is missed by the next run, too. Watching a folder again does no harm, and is
            // necessary if it was replaced.
            let _ = self.watcher.watch(&folder, RecursiveMode::NonRecursive);
        }
    }

    /// Waits until something is not as it was seen, and says what.
    fn next(&mut self, seen: &Snapshot) -> io::Result<Vec<String>> {
        loop {
            // Reading is an event as well.
            let is_change =
                |event: notify::Result<Event>| event.map_or(true, |event| !matches!(event.kind, EventKind::Access(_)));
            let event = self.events.recv().map_err(io::Error::other)?;
            if !is_change(event) {
                continue;
            }
            for _ in 0..PAUSES {
                if self.events.recv_timeout(PAUSE).is_err() {
                    break;
                }
            }
            // Folders that were made since then.
            self.watch();
            let changes = seen.changes(&Snapshot::of(&self.read));
            if !changes.is_empty() {
                return Ok(changes);
            }
        }
    }
}

/// The nearest folder above a path, or itself, that exists.
fn existing(path: &Path) -> PathBuf {
    let found = path.ancestors().find(|path| path.is_dir() && !path.as_os_str().is_empty());
    found.unwrap_or(Path::new(".")).to_owned()
}

/// What was seen of files and folders.
#[derive(Debug, PartialEq, Eq)]
struct Snapshot {
    /// A digest of each file; `None` if it cannot be read.
    files: BTreeMap<PathBuf, Option<u64>>,
    /// The names in each folder.
    folders: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
}

impl Snapshot {
    fn of(read: &Read) -> Self {
        let digest = |path: &PathBuf| {
            let mut hasher = DefaultHasher::new();
            fs::read(path).ok()?.hash(&mut hasher);
            Some(hasher.finish())
        };
        let names = |folder: &PathBuf| {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            entries.map(|entry| entry.path()).filter(|path| !is_temporary(path)).collect()
        };
        Self {
            files: read.files.iter().map(|path| (path.clone(), digest(path))).collect(),
            folders: read.folders.iter().map(|path| (path.clone(), names(path))).collect(),
        }
    }

    /// Whether a file or folder was changed since that time, as far as clocks show it.
    fn is_newer(&self, time: SystemTime) -> bool {
        let time = time - Duration::from_millis(20);
        let changed = |path: &PathBuf| fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
        self.files.keys().chain(self.folders.keys()).filter_map(changed).any(|changed| changed >= time)
    }

    /// What is different now: a line each.
    fn changes(&self, now: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        for (path, before) in &self.files {
            let now = now.files.get(path).copied().flatten();
            if *before != now {
                lines.push((path, if now.is_none() { "removed" } else { "changed" }));
            }
        }
        for (folder, before) in &self.folders {
            let now = now.folders.get(folder);
            let new = now.into_iter().flatten().filter(|path| !before.contains(*path));
            lines.extend(new.map(|path| (path, "new")));
            // Of files that were read it is said already.
            let gone = before
                .iter()
                .filter(|path| now.is_none_or(|now| !now.contains(*path)) && !self.files.contains_key(*path));
            lines.extend(gone.map(|path| (path, "removed")));
        }
        lines.into_iter().map(|(path, what)| format!("{what}: {}", from_here(path).display())).collect()
    }
}

/// Whether a file is one that editors put next to what they edit.
fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name.ends_with('~') || name.starts_with('#')
}
