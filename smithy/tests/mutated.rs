//! Models that were well until something happened to them: a few thousand, or as many as the variable `MUTATED_MODELS`
//! says. Each is loaded, validated, checked, printed and formatted on a small stack.
//!
//! Seeds are the project's own models and test cases, and, with `SHAPEWRIGHT_SHARED`, Smithy's test data.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its seeds has failed")]
#![allow(clippy::print_stderr, reason = "a model that breaks something has to be seen")]

mod mutate;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use mutate::{Numbers, mutate_bytes, mutate_idl, mutate_node, mutate_parts, mutate_statements};
use serde_json::Value;
use shapewright_smithy::diagnostics::Sources;
use shapewright_smithy::{Model, check, format, print, validate};

/// As large as threads get by default, which servers and editors call the library on.
const STACK: usize = 2 << 20;
/// A model of a few kilobytes that takes longer has found a loop. Machines may be slow, so that this is far more than any
/// model needs.
const LIMIT: Duration = Duration::from_secs(120);
/// The largest seed.
const SIZE: u64 = 16 << 10;

/// A file to begin with.
struct Seed {
    name: &'static str,
    bytes: Vec<u8>,
    json: Option<Value>,
}

fn seeds() -> Vec<Seed> {
    let mut open: Vec<PathBuf> = ["tests", "src/packages", "../models", "../fixtures"].map(PathBuf::from).into();
    if let Some(shared) = env::var_os("SHAPEWRIGHT_SHARED") {
        open.push(Path::new(&shared).join("smithy-suites"));
    }
    let mut paths = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            match entry.metadata().unwrap() {
                it if it.is_dir() => open.push(entry.path()),
                it if it.len() <= SIZE => paths.push(entry.path()),
                _ => {}
            }
        }
    }
    paths.sort();
    let seed = |path: PathBuf| {
        let name = match path.extension()?.to_str()? {
            "smithy" => "model.smithy",
            "json" => "model.json",
            _ => return None,
        };
        let bytes = fs::read(path).ok()?;
        let json = serde_json::from_slice(&bytes).ok();
        Some(Seed { name, bytes, json })
    };
    paths.into_iter().filter_map(seed).collect()
}

/// The model with a number: the same on every machine that has the same seeds.
fn mutated(seeds: &[Seed], number: usize) -> (&'static str, Vec<u8>) {
    let mut numbers = Numbers::new((number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let seed = &seeds[numbers.below(seeds.len())];
    let other = &seeds[numbers.below(seeds.len())];
    let mut bytes = seed.bytes.clone();
    for _ in 0..=numbers.below(3) {
        match (&seed.json, numbers.below(4)) {
            (_, 0) => mutate_bytes(&mut bytes, &mut numbers),
            (Some(_), way) => {
                let Ok(mut document) = serde_json::from_slice(&bytes) else { break };
                match (way, &other.json) {
                    (1 | 2, Some(other)) => mutate_parts(&mut document, other, &mut numbers),
                    _ => mutate_node(&mut document, &mut numbers),
                }
                bytes = serde_json::to_vec_pretty(&document).unwrap();
            }
            (None, 1) => mutate_idl(&mut bytes, &other.bytes, &mut numbers),
            (None, _) => mutate_statements(&mut bytes, &other.bytes, &mut numbers),
        }
    }
    (seed.name, bytes)
}

/// Does with a model what can be done with it; whether it was understood.
fn exercise(name: &str, bytes: &[u8]) -> bool {
    let mut sources = Sources::new();
    let id = sources.add(name, bytes);
    let (model, mut report) = Model::load(&sources, sources.ids());
    let is_understood = !report.has_errors();
    report.merge(validate(&model));
    let services: Vec<_> = model.services().map(|(shape, _)| shape.id.clone()).collect();
    for service in services {
        report.merge(check(&model, &service));
    }
    report.records(&sources);
    print::json(&model);
    print::idl(&model);
    if name.ends_with(".smithy")
        && let Ok(text) = format(&sources, id)
    {
        let mut sources = Sources::new();
        let id = sources.add(name, text.as_str());
        let again = format(&sources, id).map_err(|report| report.render(&sources, false));
        assert_eq!(again.as_deref(), Ok(text.as_str()), "formatted text does not stay as it is");
    }
    is_understood
}

/// What the workers are at.
struct Progress {
    next: AtomicUsize,
    understood: AtomicUsize,
    is_done: AtomicBool,
    running: Vec<Mutex<Option<(Instant, usize)>>>,
}

fn work(seeds: &[Seed], count: usize, progress: &Progress, worker: usize) {
    loop {
        let number = progress.next.fetch_add(1, Ordering::Relaxed);
        if number >= count {
            return;
        }
        *progress.running[worker].lock().unwrap() = Some((Instant::now(), number));
        let (name, bytes) = mutated(seeds, number);
        match catch_unwind(AssertUnwindSafe(|| exercise(name, &bytes))) {
            Ok(is_understood) => drop(progress.understood.fetch_add(usize::from(is_understood), Ordering::Relaxed)),
            Err(panic) => {
                progress.next.store(count, Ordering::Relaxed);
                eprintln!("model {number}, {name}:\n{}", String::from_utf8_lossy(&bytes));
                resume_unwind(panic);
            }
        }
        *progress.running[worker].lock().unwrap() = None;
    }
}

/// Ends the process with the model that takes too long, because threads cannot be stopped.
fn watch(seeds: &[Seed], progress: &Progress) {
    while !progress.is_done.load(Ordering::Relaxed) {
        thread::sleep(Duration::from_millis(50));
        for running in &progress.running {
            if let Some((since, number)) = *running.lock().unwrap()
                && since.elapsed() > LIMIT
            {
                let (name, bytes) = mutated(seeds, number);
                eprintln!("model {number}, {name}, does not end:\n{}", String::from_utf8_lossy(&bytes));
                std::process::abort();
            }
        }
    }
}

#[test]
fn mutated_models_are_reported_or_understood() {
    let count = env::var("MUTATED_MODELS").map_or(3_000, |count| count.parse().unwrap());
    let seeds = seeds();
    assert!(seeds.len() > 100, "the seeds are missing");
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let progress = Progress {
        next: AtomicUsize::new(0),
        understood: AtomicUsize::new(0),
        is_done: AtomicBool::new(false),
        running: (0..workers).map(|_| Mutex::new(None)).collect(),
    };
    let results: Vec<thread::Result<()>> = thread::scope(|scope| {
        scope.spawn(|| watch(&seeds, &progress));
        let start = |worker| {
            let (seeds, progress) = (&seeds, &progress);
            let builder = thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, move || work(seeds, count, progress, worker)).unwrap()
        };
        let handles: Vec<_> = (0..workers).map(start).collect();
        let results = handles.into_iter().map(thread::ScopedJoinHandle::join).collect();
        progress.is_done.store(true, Ordering::Relaxed);
        results
    });
    assert!(results.iter().all(Result::is_ok), "a model was not borne, see above");
    // Neither all are refused, which would test little, nor all are accepted.
    let understood = progress.understood.into_inner();
    assert!((count / 50..count).contains(&understood), "{understood} of {count} models were understood");
}
