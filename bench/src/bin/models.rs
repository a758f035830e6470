//! `models DIR`: what it costs to read, validate and format all models of a folder.
//!
//! `models DIR growth` reads the largest of them once, twice, four and eight times as one model, in Smithy's IDL: each copy
//! in a namespace of its own.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use bench::{cpu, peak_memory};
use serde_json::{Value, json};
use shapewright_smithy::diagnostics::{Severity, Sources};
use shapewright_smithy::{Model, format, print, validate};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("models DIR [growth]")?);
    let paths = paths(&folder)?;
    let report = match arguments.next().as_deref() {
        Some("growth") => growth(&paths)?,
        _ => all(&paths)?,
    };
    println!("{report}");
    Ok(())
}

fn paths(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    Ok(paths)
}

/// Each model by itself, one after the other, as JSON.
fn all(paths: &[PathBuf]) -> Result<Value> {
    let (mut bytes, mut errors, mut loading, mut validating) = (0, 0, Duration::ZERO, Duration::ZERO);
    let mut most = 0.0_f64;
    for path in paths {
        let mut sources = Sources::new();
        let text = std::fs::read(path)?;
        bytes += text.len();
        let size = text.len() as f64;
        sources.add(path.to_string_lossy(), text);
        let start = Instant::now();
        let (model, mut report) = Model::load(&sources, sources.ids());
        loading += start.elapsed();
        let start = Instant::now();
        report.merge(validate(&model));
        validating += start.elapsed();
        errors += report.count(Severity::Error) + report.count(Severity::Danger);
        most = most.max(size);
    }
    let peak = peak_memory();
    Ok(json!({
        "models": paths.len(), "bytes": bytes, "largest": most, "errors": errors, "cpu_s": cpu().as_secs_f64(),
        "loading_s": loading.as_secs_f64(), "validating_s": validating.as_secs_f64(), "peak_mib": peak,
    }))
}

fn growth(paths: &[PathBuf]) -> Result<Value> {
    let mut largest = (0, None);
    for path in paths {
        let length = std::fs::metadata(path)?.len();
        if length > largest.0 {
            largest = (length, Some(path));
        }
    }
    let path = largest.1.ok_or("no models")?;
    let mut sources = Sources::new();
    sources.add(path.to_string_lossy(), std::fs::read(path)?);
    let (model, _) = Model::load(&sources, sources.ids());
    let [file] = &print::idl(&model)[..] else { return Err("the largest model has several namespaces".into()) };
    let namespace = file.namespace.as_deref().ok_or("the largest model has no namespace")?;
    let mut rows = Vec::new();
    for copies in [1, 2, 4, 8] {
        let mut sources = Sources::new();
        for copy in 0..copies {
            let text = file.text.replace(namespace, &std::format!("copy{copy}.{namespace}"));
            sources.add(std::format!("{copy}.smithy"), text);
        }
        let lines = file.text.lines().count() * copies;
        let start = Instant::now();
        let (model, _) = Model::load(&sources, sources.ids());
        let loading = start.elapsed();
        let start = Instant::now();
        std::hint::black_box(validate(&model));
        let validating = start.elapsed();
        let start = Instant::now();
        for id in sources.ids() {
            std::hint::black_box(format(&sources, id).map_err(|_| "the file cannot be formatted")?);
        }
        let formatting = start.elapsed();
        rows.push(json!({
            "lines": lines, "loading_s": loading.as_secs_f64(), "validating_s": validating.as_secs_f64(),
            "formatting_s": formatting.as_secs_f64(),
        }));
    }
    Ok(json!({ "model": path.file_name().unwrap_or_default().to_string_lossy(), "rows": rows }))
}
