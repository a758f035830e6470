//! Builds the guide from `docs/` into `target/book`, and checks every link in it: `cargo xtask guide` runs this.

mod links;
mod outside;

use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use mdbook_driver::MDBook;

use outside::Outside;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Builds the book; whether it is without a fault.
fn run() -> Result<bool, Box<dyn Error>> {
    let workspace = fs::canonicalize(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))?;
    let docs = workspace.join("docs");
    let mut faults = unlisted(&docs)?;
    let mut book = MDBook::load(&docs)?;
    let out = book.build_dir_for("html");
    if out.exists() {
        // Pages that are gone would still be found.
        fs::remove_dir_all(&out)?;
    }
    let outside = Outside::new(docs);
    let missing = outside.missing();
    book.with_preprocessor(outside).build()?;
    faults.extend(missing.lock().map_err(|_| "a page could not be read")?.drain(..));
    let out = fs::canonicalize(out)?;
    let pages = links::read(&out)?;
    faults.extend(links::faults(&pages, &out));
    for fault in &faults {
        eprintln!("error: {fault}");
    }
    let links: usize = pages.values().map(|page| page.links.len()).sum();
    println!("{}: {} pages, {links} links, {} faults", out.display(), pages.len(), faults.len());
    Ok(faults.is_empty())
}

/// A fault for each page that the summary does not list.
fn unlisted(docs: &Path) -> io::Result<Vec<String>> {
    let summary = fs::read_to_string(docs.join("SUMMARY.md"))?;
    let is_listed = |path: &str| path == "SUMMARY.md" || summary.contains(&format!("({path})"));
    let pages = links::files(docs, "md")?;
    Ok(pages
        .into_iter()
        .filter(|path| !is_listed(path))
        .map(|path| format!("SUMMARY.md does not list {path}"))
        .collect())
}
