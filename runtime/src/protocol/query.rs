//! awsQuery and ec2Query (Smithy 2.0, "AWS query protocol", "AWS EC2 query protocol"): requests are forms, whose parameter
//! `Action` names the operation, and responses are XML.

#[cfg(feature = "client")]
use http::HeaderMap;
#[cfg(feature = "server")]
use http::{HeaderName, Method, header};

use super::{Behavior, Rpc, ServiceSpec};
#[cfg(feature = "server")]
use super::{Misnamed, RequestHead};
#[cfg(feature = "client")]
use crate::format::ErrorTexts;
#[cfg(feature = "server")]
use crate::format::{ErrorHead, parameter};
use crate::format::{Form, Format, Heading, Xml};
#[cfg(feature = "server")]
use crate::message::ErrorShape;
use crate::message::Outgoing;
#[cfg(feature = "server")]
use crate::wire::Members;

#[derive(Debug)]
pub(super) struct Query {
    id: &'static str,
    requests: Form,
    responses: Xml,
}

pub(super) static AWS: Query = Query { id: "aws.protocols#awsQuery", requests: Form::Aws, responses: Xml::Aws };

pub(super) static EC2: Query = Query { id: "aws.protocols#ec2Query", requests: Form::Ec2, responses: Xml::Ec2 };

impl Behavior for Query {
    fn id(&self) -> &'static str {
        self.id
    }

    fn format(&self) -> &'static dyn Format {
        match self.responses {
            Xml::Ec2 => &Xml::Ec2,
            Xml::Aws | Xml::Bare => &Xml::Aws,
        }
    }

    fn request_format(&self) -> &'static dyn Format {
        match self.requests {
            Form::Ec2 => &Form::Ec2,
            Form::Aws => &Form::Aws,
        }
    }

    fn rpc(&self) -> Option<&dyn Rpc> {
        Some(self)
    }

    #[cfg(feature = "server")]
    fn head(&self, operation: &'static str, to: &mut Outgoing) {
        let request_id = to.request_id.as_ref().map(ToString::to_string);
        to.heading = Some(Heading { operation, version: "", namespace: to.namespace, request_id });
    }

    #[cfg(feature = "server")]
    fn write_named(&self, id: &'static str, error: &dyn Members, to: &mut Outgoing) {
        let name = id.split_once('#').map_or(id, |(_, name)| name);
        let is_sender = to.status < 500;
        name_error(name, is_sender, to);
        to.members(error);
    }

    /// The status does not come from HTTP bindings, which do not count here ("Error HTTP response status code
    /// resolution").
    #[cfg(feature = "server")]
    fn write_error(&self, error: &dyn ErrorShape, to: &mut Outgoing) {
        let is_sender = error.status() < 500;
        let by_fault = if is_sender { 400 } else { 500 };
        let (code, status) = match self.requests {
            Form::Aws => (error.query_code(), error.query_status()),
            Form::Ec2 => (None, None),
        };
        to.status = status.unwrap_or(by_fault);
        name_error(code.unwrap_or(error.code()), is_sender, to);
        to.members(error);
    }

    /// The body names errors.
    #[cfg(feature = "server")]
    fn owns_header(&self, _: &HeaderName) -> bool {
        false
    }

    #[cfg(feature = "client")]
    fn error_name(&self, _: &HeaderMap, texts: &ErrorTexts) -> Option<String> {
        texts.code.clone().filter(|code| !code.is_empty())
    }

    #[cfg(feature = "client")]
    fn query_code(&self, headers: &HeaderMap, texts: &ErrorTexts) -> Option<String> {
        self.error_name(headers, texts)
    }

    #[cfg(feature = "client")]
    fn has_query_codes(&self) -> bool {
        self.requests == Form::Aws
    }
}

/// Errors have no namespace, unlike outputs.
#[cfg(feature = "server")]
fn name_error(name: &str, is_sender: bool, to: &mut Outgoing) {
    let request_id = to.request_id.as_ref().map(ToString::to_string);
    to.namespace = None;
    to.error_head = Some(ErrorHead { name: name.to_owned(), is_sender, is_wrapped: true, request_id });
}

impl Rpc for Query {
    #[cfg(feature = "client")]
    fn address(&self, service: &ServiceSpec, operation: &'static str, to: &mut Outgoing) {
        if !to.path.ends_with('/') {
            to.path.push('/');
        }
        let (version, namespace) = (service.version, service.namespace);
        to.heading = Some(Heading { operation, version, namespace, request_id: None });
    }

    /// The head does not name it.
    #[cfg(feature = "server")]
    fn operation<'r>(&self, _: &ServiceSpec, _: RequestHead<'r>) -> Option<&'r str> {
        None
    }

    /// ("Identification for claiming". That the service's shape is called `AmazonEC2` is not demanded for ec2Query: a
    /// service that says to speak it does.)
    #[cfg(feature = "server")]
    fn is_named_inside(&self, RequestHead { method, uri, headers }: RequestHead<'_>) -> bool {
        if method == Method::GET {
            // As the signed addresses of some services are called.
            let mut parameters = uri.query().unwrap_or_default().split('&');
            return uri.path() == "/" && parameters.any(|parameter| parameter.starts_with("Action="));
        }
        let declared = headers.get(header::CONTENT_TYPE).and_then(|declared| declared.to_str().ok());
        let essence = declared.and_then(|declared| declared.split(';').next()).unwrap_or_default().trim();
        method == Method::POST && uri.path() == "/" && essence.eq_ignore_ascii_case(self.requests.media_type())
    }

    #[cfg(feature = "server")]
    fn operation_inside(&self, service: &ServiceSpec, body: &[u8]) -> Result<String, Misnamed> {
        let action = parameter(body, "Action").map_err(Misnamed::Malformed)?.ok_or(Misnamed::NoAction)?;
        let version = parameter(body, "Version").map_err(Misnamed::Malformed)?;
        if version.as_deref() != Some(service.version) {
            return Err(Misnamed::Version(service.version));
        }
        Ok(action.into_owned())
    }
}
