//! Reads the values of traits about XML and the Query protocols.

use super::status;
use crate::load::fields::{Context, Fields};
use crate::model::Node;
use crate::model::traits::{AwsQueryError, RestXml, XmlNamespace};

/// (Smithy 2.0, "xmlNamespace trait".)
pub(super) fn namespace(context: &mut Context, what: &str, node: Node) -> Option<XmlNamespace> {
    let mut fields = Fields::new(context, what, node)?;
    let uri = fields.require_string(context, "uri");
    let prefix = fields.string(context, "prefix");
    fields.finish(context);
    Some(XmlNamespace { uri: uri?, prefix })
}

/// (Smithy 2.0, "AWS query protocol", "awsQueryError trait".)
pub(super) fn query_error(context: &mut Context, what: &str, node: Node) -> Option<AwsQueryError> {
    let mut fields = Fields::new(context, what, node)?;
    let code = fields.require_string(context, "code");
    let status = fields.require(context, "httpResponseCode").map(|node| {
        let name = fields.name("httpResponseCode");
        status(context, &name, &node, 100..=999)
    });
    fields.finish(context);
    Some(AwsQueryError { code: code?, status: status?? })
}

/// (Smithy 2.0, "AWS restXml protocol".)
pub(super) fn rest_xml(context: &mut Context, what: &str, node: Node) -> Option<RestXml> {
    let mut fields = Fields::new(context, what, node)?;
    let protocol = RestXml {
        no_error_wrapping: fields.boolean(context, "noErrorWrapping"),
        http: fields.strings(context, "http"),
        event_stream_http: fields.strings(context, "eventStreamHttp"),
    };
    fields.finish(context);
    Some(protocol)
}
