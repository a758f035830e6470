//! How the measurements are made.

use std::alloc::{GlobalAlloc, Layout, System};
use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Counts allocations, for programs that make it their allocator.
pub struct Counting;

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

/// Counts one. An atomic addition would make allocations dearer than they are; what is measured runs in one thread.
fn count() {
    ALLOCATIONS.store(ALLOCATIONS.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
}

// SAFETY: every call is the system allocator's; counting does not allocate.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// One of the things that are compared.
pub struct Case<'a> {
    name: &'static str,
    run: Box<dyn FnMut() + 'a>,
}

impl<'a> Case<'a> {
    /// A thing to do, and its name.
    pub fn new(name: &'static str, run: impl FnMut() + 'a) -> Self {
        Self { name, run: Box::new(run) }
    }
}

/// How many rounds each case takes part in.
const ROUNDS: usize = 101;

/// How long a case runs in a round.
const ROUND: Duration = Duration::from_millis(2);

/// Runs the cases by turns, so that whatever disturbs the machine disturbs all of them, and tells the time of a run in
/// nanoseconds, that of the round which a tenth of the rounds beat, and the allocations of a run.
pub fn compare(group: &str, mut cases: Vec<Case<'_>>) -> Value {
    let counts: Vec<u32> = cases.iter_mut().map(calibrate).collect();
    let mut times: Vec<Vec<f64>> = vec![Vec::with_capacity(ROUNDS); cases.len()];
    for _ in 0..ROUNDS {
        for ((case, &count), times) in cases.iter_mut().zip(&counts).zip(&mut times) {
            let start = Instant::now();
            for _ in 0..count {
                (case.run)();
            }
            times.push(start.elapsed().as_nanos() as f64 / f64::from(count));
        }
    }
    let rows: Vec<Value> = cases
        .iter_mut()
        .zip(&mut times)
        .map(|(case, times)| {
            times.sort_by(f64::total_cmp);
            let before = ALLOCATIONS.load(Ordering::Relaxed);
            (case.run)();
            let allocations = ALLOCATIONS.load(Ordering::Relaxed) - before;
            json!({ "name": case.name, "ns": times[times.len() / 10], "allocations": allocations })
        })
        .collect();
    json!({ "group": group, "cases": rows })
}

/// How many runs fill a round, caches warm.
fn calibrate(case: &mut Case<'_>) -> u32 {
    let start = Instant::now();
    let mut runs = 0;
    while start.elapsed() < 10 * ROUND {
        (case.run)();
        runs += 1;
    }
    (runs / 10).max(1)
}

/// The processors' time of this process so far, as Linux tells it in hundredths of a second.
pub fn cpu() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// The most memory that this process has had, in mebibytes.
pub fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kibibytes.unwrap_or_default() / 1024
}
