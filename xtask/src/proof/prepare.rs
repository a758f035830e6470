//! What the tools get of a model: a server with samples, and the documents.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;
use shapewright_codegen::tools::conformance::{self, Crates, Program};
use shapewright_codegen::tools::{ServiceConfig, files, is_model};
use shapewright_codegen::{apply, plan};
use shapewright_smithy::diagnostics::Sources;
use shapewright_smithy::model::Model;
use shapewright_smithy::openapi::{self, Version};
use shapewright_smithy::print;

use super::sample;
use crate::cargo::{dependency, write_if_changed};
use crate::{Console, Outcome, patterns, show};

/// A service whose server is generated.
pub(super) struct Prepared {
    /// The model.
    path: PathBuf,
    pub(super) program: Program,
    samples: Value,
    /// The documents, with their versions.
    documents: Vec<(&'static str, String)>,
}

/// The versions of OpenAPI, and how they are called here.
const VERSIONS: [(&str, Version); 3] = [("3.1", Version::V3_1), ("3.0", Version::V3_0), ("shared", Version::V3_0)];

impl Prepared {
    /// Generates the server of a model; `None`, after an error message, if it cannot be made.
    pub(super) fn new(path: &Path, console: &mut Console<'_>) -> io::Result<Option<Self>> {
        let mut sources = Sources::new();
        let mut ids = Vec::new();
        for file in files(&[path.to_owned()], is_model)? {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            ids.push(sources.add_at(name, file.display().to_string(), fs::read(&file)?));
        }
        let Some(first) = ids.first().copied() else {
            writeln!(console.err, "error: no model in `{}`", path.display())?;
            return Ok(None);
        };
        let (runtime, harness) = (dependency("runtime")?, dependency("conformance")?);
        let harness = format!("{harness}, features = [\"serve\"]");
        let crates = Crates { runtime: &runtime, conformance: &harness };
        let mut config = ServiceConfig::default();
        let make = |config: &ServiceConfig| conformance::samples(&sources, &ids, config, crates);
        let program = match patterns::generate(&sources, first, &mut config, make) {
            Ok(program) => program,
            Err(report) => {
                show(&report, &sources, console)?;
                return Ok(None);
            }
        };
        let (model, _) = Model::load(&sources, ids.iter().copied());
        let operations = model.services().flat_map(|(_, service)| model.operations(service)).collect::<Vec<_>>();
        let (samples, without) = sample::samples(&model, &config, &operations);
        for operation in without {
            writeln!(console.err, "warning: {operation} has no sample of its output")?;
        }
        let mut documents = Vec::new();
        for ((service, _), (name, version)) in model.services().flat_map(|one| VERSIONS.map(|version| (one, version))) {
            let options = openapi::Options { version, shared_errors: name == "shared", ..openapi::Options::default() };
            let (document, report) = openapi::document(&model, service, &options);
            if name == "3.1" || report.has_errors() {
                show(&report, &sources, console)?;
            }
            match document {
                Some(document) => documents.push((name, print::node(&document))),
                None => return Ok(None),
            }
        }
        Ok(Some(Self { path: path.to_owned(), program, samples, documents }))
    }

    /// The module, by which tools know the service.
    pub(super) fn name(&self) -> &str {
        self.program.package.trim_start_matches("samples_")
    }

    /// Writes the crate, its samples and the documents.
    pub(super) fn write(&self, out: &Path, console: &mut Console<'_>) -> io::Result<Outcome> {
        let folder = out.join(&self.program.package);
        apply(plan(self.program.tree.clone(), &folder)?)?;
        fs::write(folder.join(SAMPLES), self.samples.to_string())?;
        fs::create_dir_all(out.join("documents"))?;
        for (version, text) in &self.documents {
            write_if_changed(&self.document(out, version), text.as_bytes())?;
        }
        let options = shapewright::openapi::Options {
            models: Some(self.path.display().to_string()),
            out: Some(out.join("documents").join(self.name()).with_extension("html")),
            ..shapewright::openapi::Options::default()
        };
        // Its diagnostics have been shown.
        let (mut output, mut diagnostics) = (Vec::new(), Vec::new());
        let mut silent = Console { out: &mut output, err: &mut diagnostics, ..*console };
        let outcome = shapewright::openapi::run(&options, &mut silent)?;
        if outcome != Outcome::Done {
            console.err.write_all(&diagnostics)?;
        }
        Ok(outcome)
    }

    /// The document in a version of OpenAPI.
    pub(super) fn document(&self, out: &Path, version: &str) -> PathBuf {
        out.join("documents").join(format!("{}-{version}.json", self.name()))
    }
}

/// The file of a server's samples, in the folder of its package.
pub(super) const SAMPLES: &str = "samples.json";
