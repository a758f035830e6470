//! Protocols: how the messages of a service look on the wire, as a row of facts each.
//!
//! ```
//! use shapewright_smithy::model::traits::TimestampFormat;
//! use shapewright_smithy::protocol::{Family, Protocol};
//!
//! let protocol = Protocol::of_id("aws.protocols#restJson1").unwrap();
//! assert_eq!(protocol.family, Family::Rest);
//! assert_eq!(protocol.timestamps.header, TimestampFormat::HttpDate);
//! ```

mod aws_json;
mod query;
mod rest_json1;
mod rest_xml;
mod rpcv2;

pub use aws_json::{AWS_JSON_1_0, AWS_JSON_1_1};
pub use query::{AWS_QUERY, EC2_QUERY};
pub use rest_json1::REST_JSON_1;
pub use rest_xml::REST_XML;
pub use rpcv2::{RPC_V2_CBOR, RPC_V2_JSON};

use crate::model::traits::TimestampFormat;
use crate::model::{Member, Traits};

/// What a protocol decides, for all services that speak it.
#[derive(Debug, PartialEq, Eq)]
pub struct Protocol {
    /// The shape id of its trait.
    pub id: &'static str,
    /// Whether HTTP bindings count.
    pub family: Family,
    /// The formats of timestamps without a `timestampFormat` trait.
    pub timestamps: Timestamps,
    /// The format of documents in bodies.
    pub documents: DocumentFormat,
    /// What members are called in a body.
    pub member_names: MemberNames,
    /// The media type of bodies by what they hold.
    pub media_types: MediaTypes,
    /// Where a response may say which error it is, in the order of the specification.
    pub error_names: &'static [ErrorName],
}

/// The two kinds of protocols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Operations have a method and a URI, and members are bound to parts of messages (Smithy 2.0, "HTTP bindings").
    Rest,
    /// Operations are told apart by name, and all members travel in the body.
    Rpc,
}

/// The formats of timestamps by where they stand (Smithy 2.0, "timestampFormat trait").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timestamps {
    /// In labels and in the query.
    pub uri: TimestampFormat,
    /// In headers.
    pub header: TimestampFormat,
    /// In a body.
    pub body: TimestampFormat,
}

/// The formats of documents: values of more than one text or blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentFormat {
    /// JSON (RFC 8259).
    Json,
    /// CBOR (RFC 8949).
    Cbor,
    /// XML 1.0.
    Xml,
    /// Forms (`application/x-www-form-urlencoded`) in requests, and XML 1.0 in responses.
    Form,
}

/// Which trait renames members in a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberNames {
    /// None: a member is called what the model calls it.
    AsModelled,
    /// `smithy.api#jsonName`.
    JsonName,
    /// `smithy.api#xmlName`.
    XmlName,
}

/// The media types of bodies. Only documents differ between the protocols that have HTTP bindings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MediaTypes {
    /// A document with members, or any value that is not listed below.
    pub document: &'static str,
    /// A blob as the payload, streaming or not, without a `mediaType` trait.
    pub blob: &'static str,
    /// A string or an enum as the payload, without a `mediaType` trait.
    pub text: &'static str,
    /// An event stream.
    pub events: &'static str,
}

/// A place where a response says which error it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorName {
    /// A header, in lower case.
    Header(&'static str),
    /// A key of the document in the body.
    Key(&'static str),
}

impl Protocol {
    /// All protocols that this library describes, those that cost a client the least first.
    pub const ALL: &[&Self] =
        &[&RPC_V2_CBOR, &RPC_V2_JSON, &AWS_JSON_1_0, &AWS_JSON_1_1, &REST_JSON_1, &REST_XML, &AWS_QUERY, &EC2_QUERY];

    /// The protocol whose trait has this id; `None` if it is not described here.
    pub fn of_id(id: &str) -> Option<&'static Self> {
        Self::ALL.iter().copied().find(|protocol| protocol.id == id)
    }

    /// The described protocols among the traits of a service, in the order of [`ALL`](Self::ALL).
    pub fn of_service(traits: &Traits) -> impl Iterator<Item = &'static Self> {
        Self::ALL.iter().copied().filter(|protocol| traits.has(protocol.id))
    }

    /// The name without the namespace, such as `restJson1`.
    pub fn name(&self) -> &'static str {
        self.id.split_once('#').map_or(self.id, |(_, name)| name)
    }

    /// What a member is called in a body.
    pub fn member_name<'m>(&self, member: &'m Member) -> &'m str {
        let renamed = match self.member_names {
            MemberNames::AsModelled => None,
            MemberNames::JsonName => member.traits.json_name(),
            MemberNames::XmlName => member.traits.xml_name(),
        };
        renamed.unwrap_or(member.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Protocol;
    use crate::model::traits::PROTOCOLS;

    #[test]
    fn described_protocols_are_known_by_their_ids() {
        for protocol in Protocol::ALL {
            assert!(PROTOCOLS.contains(&protocol.id), "{}", protocol.id);
            assert_eq!(Protocol::of_id(protocol.id), Some(*protocol));
        }
        assert_eq!(Protocol::of_id("restJson1"), None);
    }
}
