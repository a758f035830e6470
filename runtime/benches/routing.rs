//! What it costs to find the last of 10, 100 and 500 operations, and that it does not depend on how many there are.

#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use divan::Bencher;
use shapewright_runtime::private::Node;
use shapewright_runtime::server::route;

#[path = "../tests/server/tree.rs"]
mod tree;

const SIZES: &[usize] = &[10, 100, 500];

/// The order of operations does not matter to the tree; their names make the last one of the model the last of the
/// literals, too.
fn service(operations: usize) -> (&'static Node, String) {
    let patterns: Vec<String> =
        (0..operations).map(|index| format!("/v1/resources-{index:03}/{{id}}/versions/{{version}}")).collect();
    let routes: Vec<(&str, &str)> = patterns.iter().map(|pattern| ("GET", pattern.as_str())).collect();
    let last = patterns.last().unwrap().replace("{id}", "a1b2c3d4-5678").replace("{version}", "17");
    (tree::tree(&routes), last)
}

#[divan::bench(args = SIZES)]
fn last_of(bencher: Bencher<'_, '_>, operations: usize) {
    let (tree, path) = service(operations);
    bencher.bench(|| route(tree, "GET", black_box(&path), None).unwrap().operation);
}

#[divan::bench(args = SIZES)]
fn unknown_among(bencher: Bencher<'_, '_>, operations: usize) {
    let (tree, path) = service(operations);
    bencher.bench(|| route(tree, "GET", black_box(&path[..path.len() - 3]), None).unwrap_err());
}

/// The median of many short runs, per call.
fn median(operations: usize) -> Duration {
    const CALLS: u32 = 1000;
    let (tree, path) = service(operations);
    let mut runs: Vec<Duration> = (0..301)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..CALLS {
                black_box(route(tree, "GET", black_box(&path), None).unwrap());
            }
            start.elapsed() / CALLS
        })
        .collect();
    runs.sort();
    runs[runs.len() / 2]
}

fn main() {
    divan::main();
    let (few, many) = (median(10), median(500));
    println!("last of 10: {few:?}, last of 500: {many:?}, ratio {:.2}", many.as_secs_f64() / few.as_secs_f64());
}
