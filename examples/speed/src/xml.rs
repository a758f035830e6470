//! The hand-written types in XML, as one derives them for quick-xml. Its lists and maps have no elements for items and
//! entries, so what holds some has types of its own here.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize, Serializer};

use crate::{InputConfig, JobType, Output, OutputConfig, Status};

/// The hand-written counterpart of the generated type.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
#[expect(missing_docs, reason = "the names are the model's")]
pub struct Describe {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_time: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_config: Option<InputConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_tags: Option<List<JobTags>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_type: Option<JobType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_time: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<Output>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_config: Option<OutputConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_message: Option<String>,
}

impl Describe {
    /// The name of the outermost element.
    pub const ROOT: &str = "DescribePackageImportJobOutput";
}

/// The hand-written counterpart of the generated type.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
#[expect(missing_docs, reason = "the names are the model's")]
pub struct JobTags {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Map>,
}

/// A list, whose items are elements of a fixed name.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct List<T> {
    /// The items.
    #[serde(rename = "member", default = "Vec::new")]
    pub items: Vec<T>,
}

/// A map, whose entries are elements of a fixed name.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(from = "Entries<String>")]
pub struct Map(pub BTreeMap<String, String>);

impl Serialize for Map {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entries = self.0.iter().map(|(key, value)| Entry { key, value });
        Entries { entry: entries.collect() }.serialize(serializer)
    }
}

#[derive(Serialize, Deserialize)]
struct Entries<T> {
    #[serde(default = "Vec::new")]
    entry: Vec<Entry<T>>,
}

#[derive(Serialize, Deserialize)]
struct Entry<T> {
    key: T,
    value: T,
}

impl From<Entries<String>> for Map {
    fn from(entries: Entries<String>) -> Self {
        Self(entries.entry.into_iter().map(|Entry { key, value }| (key, value)).collect())
    }
}
