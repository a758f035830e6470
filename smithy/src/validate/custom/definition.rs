//! The elements of the metadata `validators`.

use super::metadata::{self, Fault, List};
use crate::diagnostics::{Place, Severity};
use crate::model::Node;
use crate::selector::Selector;

/// What a validator must be told (Smithy 2.0, "Validators").
pub(crate) struct ValidatorDefinition<'m> {
    /// Which validator is meant.
    pub(crate) name: &'m str,
    /// The event id of its findings, instead of its name.
    pub(super) id: &'m str,
    /// The message of its findings; `{super}` in it stands for their own.
    pub(super) message: Option<&'m str>,
    /// The severity of its findings, unless these are errors.
    pub(super) severity: Option<Severity>,
    /// The namespaces of the shapes that it may report, if it may not report all.
    pub(super) namespaces: Vec<&'m str>,
    /// What selects the shapes that it may report, if it may not report all.
    pub(super) selector: Option<Selector>,
    /// What only this validator has to be told: an object.
    pub(crate) configuration: Option<&'m Node>,
    /// Where it is defined.
    pub(crate) place: Place,
}

/// The severities that a definition can choose; errors are reserved for Smithy.
const SEVERITIES: [Severity; 3] = [Severity::Danger, Severity::Warning, Severity::Note];

impl<'m> ValidatorDefinition<'m> {
    pub(super) fn read(node: &'m Node) -> Result<Self, Fault> {
        const WHAT: &str = "an element of metadata `validators`";
        metadata::object(node, WHAT)?;
        let name = metadata::text(node, "name")?;
        let name = name.ok_or_else(|| metadata::fault(node.place, format!("{WHAT} has no `name`")))?;
        let configuration = node.get("configuration");
        configuration.map_or(Ok(()), |node| metadata::object(node, "`configuration`"))?;
        Ok(Self {
            name,
            id: metadata::text(node, "id")?.unwrap_or(name),
            message: metadata::text(node, "message")?,
            severity: metadata::severity(node, "severity", &SEVERITIES)?,
            namespaces: metadata::texts(node, "namespaces")?.unwrap_or_default(),
            selector: metadata::selector(node, "selector")?,
            configuration,
            place: node.place,
        })
    }

    /// The text of a key of the configuration.
    pub(crate) fn text(&self, key: &str) -> Result<Option<&'m str>, Fault> {
        self.configuration.map_or(Ok(None), |node| metadata::text(node, key))
    }

    /// The texts of a key of the configuration.
    pub(crate) fn texts(&self, key: &str) -> Result<Option<Vec<&'m str>>, Fault> {
        self.configuration.map_or(Ok(None), |node| metadata::texts(node, key))
    }

    /// The entries of a key of the configuration, each an array of texts.
    pub(crate) fn lists(&self, key: &str) -> Result<Option<Vec<List<'m>>>, Fault> {
        self.configuration.map_or(Ok(None), |node| metadata::lists(node, key))
    }

    /// The boolean of a key of the configuration.
    pub(crate) fn boolean(&self, key: &str) -> Result<Option<bool>, Fault> {
        self.configuration.map_or(Ok(None), |node| metadata::boolean(node, key))
    }

    /// The selector of a key of the configuration.
    pub(crate) fn selector(&self, key: &str) -> Result<Option<Selector>, Fault> {
        self.configuration.map_or(Ok(None), |node| metadata::selector(node, key))
    }

    /// Where the value of a key of the configuration stands, or what is nearest.
    pub(crate) fn place_of(&self, key: &str) -> Place {
        let configuration = self.configuration.map_or(self.place, |node| node.place);
        let value = self.configuration.and_then(|node| node.get(key));
        value.map_or(configuration, |node| node.place)
    }

    /// Something that is wrong with the configuration, at the value of a key.
    pub(crate) fn fault(&self, key: &str, message: impl Into<String>) -> Fault {
        metadata::fault(self.place_of(key), message)
    }
}
