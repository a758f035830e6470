//! Reading and writing a body, generated types beside a hand-written derive.

use divan::{Bencher, black_box};
use generated::panorama::types::DescribePackageImportJobOutput;
use speed::{ANSWER, Describe};

fn main() {
    divan::main();
}

#[divan::bench]
fn read_derive(bencher: Bencher<'_, '_>) {
    bencher.bench(|| serde_json::from_slice::<Describe>(black_box(ANSWER.as_bytes())));
}

#[divan::bench]
fn read_generated(bencher: Bencher<'_, '_>) {
    bencher.bench(|| serde_json::from_slice::<DescribePackageImportJobOutput>(black_box(ANSWER.as_bytes())));
}

#[divan::bench]
fn write_derive(bencher: Bencher<'_, '_>) {
    let value: Option<Describe> = serde_json::from_str(ANSWER).ok();
    bencher.bench(|| serde_json::to_vec(black_box(&value)));
}

#[divan::bench]
fn write_generated(bencher: Bencher<'_, '_>) {
    let value: Option<DescribePackageImportJobOutput> = serde_json::from_str(ANSWER).ok();
    bencher.bench(|| serde_json::to_vec(black_box(&value)));
}
