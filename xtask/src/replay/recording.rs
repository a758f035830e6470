//! Recordings as they stand in their files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::Value;

/// The ending of the files.
const ENDING: &str = ".jsonl";

/// All recordings by service.
pub(super) struct Recordings {
    pub(super) services: BTreeMap<String, Vec<Recording>>,
}

/// One exchange.
#[derive(Deserialize)]
pub(super) struct Recording {
    /// The stem of the model's file.
    pub(super) model: String,
    pub(super) operation: String,
    /// The input in the serde form of its type.
    pub(super) input: Value,
    pub(super) request: Request,
    pub(super) response: Response,
    /// What the recorded client read from the response; absent where that was an error.
    pub(super) boto3: Option<Value>,
}

#[derive(Deserialize)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) uri: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Body,
}

#[derive(Deserialize)]
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Body,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Body {
    Text(String),
    Base64(String),
}

impl Body {
    /// The content in base64.
    pub(super) fn base64(&self) -> String {
        match self {
            Self::Text(text) => STANDARD.encode(text),
            Self::Base64(text) => text.clone(),
        }
    }

    /// The content as JSON, if it is that.
    pub(super) fn json(&self) -> Option<Value> {
        match self {
            Self::Text(text) => serde_json::from_str(text).ok(),
            Self::Base64(text) => serde_json::from_slice(&STANDARD.decode(text).ok()?).ok(),
        }
    }
}

impl Recordings {
    /// Reads the files of a folder, or only those of the named services.
    pub(super) fn read(folder: &Path, only: &[String]) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("cannot read `{}`: {error}", folder.display());
        let mut services = BTreeMap::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let Some(service) = name.strip_suffix(ENDING) else {
                continue;
            };
            if only.is_empty() || only.iter().any(|name| name == service) {
                services.insert(service.to_owned(), exchanges(&path)?);
            }
        }
        if let Some(missing) = only.iter().find(|name| !services.contains_key(*name)) {
            return Err(format!("no recordings of `{missing}` in `{}`", folder.display()));
        }
        if services.is_empty() {
            return Err(format!("no `*{ENDING}` file in `{}`", folder.display()));
        }
        Ok(Self { services })
    }
}

fn exchanges(path: &Path) -> Result<Vec<Recording>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            let place = || format!("{}:{}", path.display(), index + 1);
            serde_json::from_str(line).map_err(|error| format!("{}: {error}", place()))
        })
        .collect()
}
