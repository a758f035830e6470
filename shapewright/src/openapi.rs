//! `shapewright openapi`: describes services as OpenAPI documents.

#[cfg(feature = "viewer")]
mod html;
mod yaml;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use shapewright_codegen::tools::{Workspace, naming, visit};
use shapewright_smithy::diagnostics::Report;
use shapewright_smithy::model::Node;
use shapewright_smithy::{openapi, print};

use crate::{Console, Outcome, fail, show, warn};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// The models: a folder, a file, or a project; or the name of a model or service among those of the configuration
    /// [default: those of the configuration, or `models`]
    #[arg(value_name = "PATH|SERVICE")]
    pub models: Option<String>,
    /// The configuration [default: the `shapewright.toml` in this folder, or in the nearest above that has one]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Write into this file, or a file for each service into this folder, instead of printing
    #[arg(short, long, value_name = "FILE|DIR")]
    pub out: Option<PathBuf>,
    /// How documents are written [default: by the name of the file, or else JSON]
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Write a page that shows the document, in one file: `--format html`
    #[cfg(feature = "viewer")]
    #[arg(long, conflicts_with = "format")]
    pub html: bool,
    /// The version of OpenAPI; pages always have 3.0
    #[arg(long = "openapi", value_enum, default_value_t)]
    pub version: Version,
    /// Give all errors of an operation the same schema, for generators of clients that take only one, such as progenitor
    #[arg(long)]
    pub shared_errors: bool,
    /// The URL of a server that documents name
    #[arg(long, value_name = "URL")]
    pub server: Option<String>,
}

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// JSON
    Json,
    /// YAML 1.2
    #[value(alias = "yml")]
    Yaml,
    /// A page with a viewer, which loads nothing else
    #[cfg(feature = "viewer")]
    Html,
}

/// A version of OpenAPI.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Version {
    /// 3.1, whose schemas are JSON Schema
    #[default]
    #[value(name = "3.1", alias = "3.1.0")]
    V3_1,
    /// 3.0, which more tools read
    #[value(name = "3.0", alias = "3.0.3")]
    V3_0,
}

impl Options {
    /// The format that is asked for, or the one of the file.
    fn format(&self) -> Format {
        #[cfg(feature = "viewer")]
        if self.html {
            return Format::Html;
        }
        self.format.or_else(|| Format::of_file(self.out.as_deref()?)).unwrap_or(Format::Json)
    }
}

impl Format {
    /// The extension of files.
    fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
            #[cfg(feature = "viewer")]
            Self::Html => "html",
        }
    }

    fn of_file(path: &Path) -> Option<Self> {
        Self::from_str(path.extension()?.to_str()?, true).ok()
    }
}

/// Describes services, those of the configuration if the arguments name no other.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    // What does not exist is a name.
    let (path, name) = match &options.models {
        Some(path) if Path::new(path).exists() => (Some(Path::new(path)), None),
        name => (None, name.as_ref()),
    };
    let found = Workspace::of_models(options.config.as_deref(), path);
    let mut inputs = match found.and_then(|workspace| workspace.read(path)) {
        Ok(inputs) => inputs,
        Err(error) => return fail(error, console),
    };
    warn(&inputs.notes, console)?;
    if let Some(name) = name {
        inputs.config.only = Some(name.clone());
    }
    let version = match options.version {
        // In a page from the disk, Swagger UI does not find the schemas of a document of version 3.1.
        #[cfg(feature = "viewer")]
        _ if options.format() == Format::Html => openapi::Version::V3_0,
        Version::V3_0 => openapi::Version::V3_0,
        Version::V3_1 => openapi::Version::V3_1,
    };
    let mut own = Report::new();
    let (documents, mut report) = visit(&inputs.sources, &inputs.config, |visited| {
        let operations = visited.operations.as_ref();
        let options = openapi::Options {
            version,
            server: options.server.clone(),
            shared_errors: options.shared_errors,
            operations: operations.map(|names| names.iter().map(ToString::to_string).collect()),
        };
        let (document, found) = openapi::document(visited.model, visited.service, &options);
        own.merge(found);
        document.map(|node| Document { module: visited.module.to_owned(), node })
    });
    // Other warnings of the models are those of `lint`.
    report.retain(|one| one.severity.is_fatal());
    report.merge(own);
    show(&report, &inputs.sources, console)?;
    if report.has_errors() {
        return Ok(Outcome::Failed);
    }
    let documents: Vec<Document> = documents.into_iter().flatten().collect();
    write(options, &documents, console)
}

/// A document, and the module that the service has in generated code.
struct Document {
    module: String,
    node: Node,
}

impl Document {
    fn text(&self, format: Format) -> io::Result<String> {
        match format {
            Format::Json => Ok(print::node(&self.node) + "\n"),
            Format::Yaml => yaml::text(&self.node).map_err(io::Error::other),
            #[cfg(feature = "viewer")]
            Format::Html => html::page(&self.node),
        }
    }
}

fn write(options: &Options, documents: &[Document], console: &mut Console<'_>) -> io::Result<Outcome> {
    let by_name = options.out.as_deref().and_then(Format::of_file);
    let format = options.format();
    match (&options.out, documents) {
        (Some(file), [document]) if by_name.is_some() => save(file, &document.text(format)?, console)?,
        (Some(folder), _) if by_name.is_none() => {
            fs::create_dir_all(folder).map_err(naming("create", folder))?;
            for document in documents {
                let file = folder.join(format!("{}.{}", document.module, format.extension()));
                save(&file, &document.text(format)?, console)?;
            }
        }
        (None, [document]) => console.out.write_all(document.text(format)?.as_bytes())?,
        _ => {
            let names: Vec<&str> = documents.iter().map(|document| &*document.module).collect();
            let names = names.join(", ");
            writeln!(
                console.err,
                "error: there are several services: {names}; name one of them, or a folder with `--out`"
            )?;
            return Ok(Outcome::Misused);
        }
    }
    Ok(Outcome::Done)
}

fn save(file: &Path, text: &str, console: &mut Console<'_>) -> io::Result<()> {
    fs::write(file, text).map_err(naming("write", file))?;
    console.say(format_args!("wrote {}", file.display()))
}
