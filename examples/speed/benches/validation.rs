//! Checking a clean input, generated checks beside the same patterns in `regex` with lengths by hand.

use std::collections::BTreeMap;

use divan::{Bencher, black_box};
use generated::Validate;
use generated::panorama::types::CreatePackageInput;
use regex::Regex;

fn main() {
    divan::main();
}

const NAME: &str = "3b241101-e2bb-4255-8caf-4136c566a962";

fn tags() -> BTreeMap<String, String> {
    [("team", "vision"), ("stage", "beta"), ("owner", "people-counter")]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into()
}

#[divan::bench]
fn input_generated(bencher: Bencher<'_, '_>) {
    let input = CreatePackageInput::new(NAME).with_tags(tags());
    bencher.bench(|| black_box(&input).validate());
}

#[divan::bench]
fn input_regex(bencher: Bencher<'_, '_>) {
    let (name, key, value) = (pattern(r"^[a-zA-Z0-9\-\_]+$"), pattern("^.+$"), pattern("^.*$"));
    let tags = tags();
    bencher.bench(|| {
        let within = |text: &str, min: usize, max: usize| (min..=max).contains(&text.chars().count());
        let is_clean = |(tag, text): (&String, &String)| {
            within(tag, 1, 128) && key.is_match(tag) && within(text, 0, 256) && value.is_match(text)
        };
        within(black_box(NAME), 1, 128) && name.is_match(black_box(NAME)) && black_box(&tags).iter().all(is_clean)
    });
}

#[divan::bench]
fn one_name_generated(bencher: Bencher<'_, '_>) {
    let input = CreatePackageInput::new(NAME);
    bencher.bench(|| black_box(&input).validate());
}

#[divan::bench]
fn one_name_regex(bencher: Bencher<'_, '_>) {
    let name = pattern(r"^[a-zA-Z0-9\-\_]+$");
    bencher.bench(|| name.is_match(black_box(NAME)));
}

fn pattern(text: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "the patterns stand above")]
    Regex::new(text).expect("a pattern that is written here")
}
