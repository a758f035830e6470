//! Turns the JSON value of a trait into its typed value.

mod examples;
mod http;
mod rules;
mod tests;
mod waiters;
mod xml;

use super::fields::{Context, Fields, either};
use crate::diagnostics::{Code, Place, clip};
use crate::model::traits::{
    AwsService, Deprecated, EnumDefinition, EnumValue, ErrorFault, ExternalLink, HttpApiKeyAuth, Idempotent, Known,
    Length, Mixin, Paginated, Range, Retryable, SigV4, TimestampFormat,
};
use crate::model::{Applied, Decimal, Node, Number, Reference, ShapeId, Trait, Value};

/// Reads a trait; a malformed value is reported and kept as it is.
pub(super) fn read(context: &mut Context, id: ShapeId, node: Node) -> Applied {
    let before = context.report.diagnostics().len();
    let typed = Known::find(id.as_str()).and_then(|known| {
        context.in_trait = true;
        let typed = typed(context, known, &format!("trait `{id}`"), &node);
        context.in_trait = false;
        typed
    });
    context.in_trait = true;
    rules::check(context, id.as_str(), &node);
    context.in_trait = false;
    let mut new = context.report.diagnostics().iter().skip(before);
    let is_malformed = new.any(|one| one.code == Code::MALFORMED_TRAIT);
    let value = if is_malformed { Trait::Malformed } else { typed.unwrap_or(Trait::Other) };
    Applied { id, node, value, is_inherited: false }
}

fn typed(context: &mut Context, known: Known, what: &str, node: &Node) -> Option<Trait> {
    match known {
        Known::Flag(flag) => {
            if !matches!(&node.value, Value::Object(entries) if entries.is_empty()) {
                Fields::new(context, what, node.clone())?.finish(context);
            }
            Some(flag)
        }
        Known::Text(text) => {
            if node.as_str().is_none() {
                context.mismatch(what, "a string", node);
                return None;
            }
            Some(text)
        }
        Known::Node(value) => {
            tests::check(context, &value, what, node);
            Some(value)
        }
        known => structured(context, known, what, node.clone()),
    }
}

fn structured(context: &mut Context, known: Known, what: &str, node: Node) -> Option<Trait> {
    Some(match known {
        Known::Flag(_) | Known::Text(_) | Known::Node(_) => return None,
        Known::Auth => Trait::Auth(shape_ids(context, what, node)?),
        Known::AwsService => Trait::AwsService(aws_service(context, what, node)?),
        Known::Deprecated => Trait::Deprecated(deprecated(context, what, node)?),
        Known::Endpoint => Trait::Endpoint(http::endpoint(context, what, node)?),
        Known::Enum => Trait::Enum(enum_definitions(context, what, node)?),
        Known::EnumValue => Trait::EnumValue(enum_value(&node)?),
        Known::Error => Trait::Error(choice(
            context,
            what,
            &node,
            &[("client", ErrorFault::Client), ("server", ErrorFault::Server)],
        )?),
        Known::Examples => Trait::Examples(examples::examples(context, what, node)?),
        Known::ExternalDocumentation => Trait::ExternalDocumentation(external_documentation(context, what, node)?),
        Known::Http => Trait::Http(http::http(context, what, node)?),
        Known::HttpChecksum => Trait::HttpChecksum(http::http_checksum(context, what, node)?),
        Known::HttpError => Trait::HttpError(status(context, what, &node, 200..=599)?),
        Known::Idempotent => Trait::Idempotent(idempotent(context, what, node)?),
        Known::Length => Trait::Length(length(context, what, node)?),
        Known::Mixin => Trait::Mixin(mixin(context, what, node)?),
        Known::Paginated => Trait::Paginated(paginated(context, what, node)?),
        Known::Range => Trait::Range(range(context, what, node)?),
        Known::RequestCompression => Trait::RequestCompression(http::request_compression(context, what, node)?),
        Known::AwsQueryError => Trait::AwsQueryError(xml::query_error(context, what, node)?),
        Known::RestXml => Trait::RestXml(xml::rest_xml(context, what, node)?),
        Known::XmlNamespace => Trait::XmlNamespace(xml::namespace(context, what, node)?),
        Known::RestJson1 => Trait::RestJson1(http::rest_json1(context, what, node)?),
        Known::Retryable => {
            let mut fields = Fields::new(context, what, node)?;
            let throttling = fields.boolean(context, "throttling");
            fields.finish(context);
            Trait::Retryable(Retryable { throttling })
        }
        Known::HttpApiKeyAuth => Trait::HttpApiKeyAuth(http_api_key_auth(context, what, node)?),
        Known::SigV4 => {
            let mut fields = Fields::new(context, what, node)?;
            let name = fields.require_string(context, "name");
            fields.finish(context);
            Trait::SigV4(SigV4 { name: name? })
        }
        Known::Suppress => Trait::Suppress(non_empty(context, what, node)?),
        Known::Tags => Trait::Tags(context.strings(what, node)?),
        // Other strings do not fit the definition of the trait.
        Known::TimestampFormat => Trait::TimestampFormat(match &*context.string(what, node)? {
            "date-time" => TimestampFormat::DateTime,
            "http-date" => TimestampFormat::HttpDate,
            "epoch-seconds" => TimestampFormat::EpochSeconds,
            _ => return None,
        }),
        Known::Waitable => Trait::Waitable(waiters::waitable(context, what, node)?),
    })
}

fn choice<T: Copy>(context: &mut Context, what: &str, node: &Node, choices: &[(&str, T)]) -> Option<T> {
    let found = node.as_str().and_then(|text| choices.iter().find(|(name, _)| *name == text));
    if found.is_none() {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        context.mismatch(what, &either(&names), node);
    }
    found.map(|(_, value)| *value)
}

/// Strings of which none is empty; those that are no strings are reported, and both are left out.
fn non_empty(context: &mut Context, what: &str, node: Node) -> Option<Vec<Box<str>>> {
    let elements = context.array(what, node)?;
    let what = format!("an element of {what}");
    let strings = elements.into_iter().filter_map(|element| {
        let text = context.string(&what, element)?;
        (!text.is_empty()).then_some(text)
    });
    Some(strings.collect())
}

fn shape_ids(context: &mut Context, what: &str, node: Node) -> Option<Vec<ShapeId>> {
    let elements = context.array(what, node)?;
    let what = format!("an element of {what}");
    let mut ids = Vec::with_capacity(elements.len());
    for element in elements {
        let place = element.place;
        if let Some(text) = context.string(&what, element) {
            ids.extend(context.shape_id(&text, place));
        }
    }
    Some(ids)
}

/// (Smithy 2.0, "idempotent trait".)
fn idempotent(context: &mut Context, what: &str, node: Node) -> Option<Idempotent> {
    let mut fields = Fields::new(context, what, node)?;
    let mut errors = |key| {
        let node = fields.take(key)?;
        let name = fields.name(key);
        let elements = context.array(&name, node)?;
        let what = format!("an element of {name}");
        let errors = elements.into_iter().filter_map(|element| {
            let place = element.place;
            let text = context.string(&what, element)?;
            Some(Reference { id: context.shape_id(&text, place)?, place })
        });
        Some(errors.collect::<Vec<_>>())
    };
    let idempotent = Idempotent { exists: errors("exists"), not_found: errors("notFound") };
    if idempotent.exists.is_some() && idempotent.not_found.is_some() {
        context.error(
            Code::IDEMPOTENT,
            fields.place(),
            format!("{what} has both `exists` and `notFound`"),
            "keep one of them",
        );
    }
    fields.finish(context);
    Some(idempotent)
}

fn status(context: &mut Context, what: &str, node: &Node, allowed: std::ops::RangeInclusive<u16>) -> Option<u16> {
    let code = node.as_number().and_then(Number::as_u64).and_then(|code| u16::try_from(code).ok());
    let code = code.filter(|code| allowed.contains(code));
    if code.is_none() {
        let expected = format!("a status code between {} and {}", allowed.start(), allowed.end());
        context.mismatch(what, &expected, node);
    }
    code
}

fn parsed<T>(context: &mut Context, what: &str, place: Place, result: Result<T, String>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(fault) => {
            context.error(Code::MALFORMED_TRAIT, place, format!("{what} {}", clip(&fault)), "");
            None
        }
    }
}

fn http_api_key_auth(context: &mut Context, what: &str, node: Node) -> Option<HttpApiKeyAuth> {
    let mut fields = Fields::new(context, what, node)?;
    let name = fields.require_string(context, "name");
    let place = fields.string(context, "in");
    fields.take("scheme");
    fields.finish(context);
    Some(HttpApiKeyAuth { name: name?, is_header: place.as_deref() == Some("header") })
}

fn aws_service(context: &mut Context, what: &str, node: Node) -> Option<AwsService> {
    let mut fields = Fields::new(context, what, node)?;
    let service = AwsService {
        sdk_id: fields.string(context, "sdkId"),
        arn_namespace: fields.string(context, "arnNamespace"),
        endpoint_prefix: fields.string(context, "endpointPrefix"),
    };
    for other in [
        "cloudFormationName",
        "cloudTrailEventSource",
        "cloudWatchNamespace",
        "docId",
        "serviceName",
        "sdkServiceId",
        "awsProductName",
    ] {
        fields.take(other);
    }
    fields.finish(context);
    Some(service)
}

fn deprecated(context: &mut Context, what: &str, node: Node) -> Option<Deprecated> {
    let mut fields = Fields::new(context, what, node)?;
    let deprecated = Deprecated { message: fields.string(context, "message"), since: fields.string(context, "since") };
    fields.finish(context);
    Some(deprecated)
}

fn enum_definitions(context: &mut Context, what: &str, node: Node) -> Option<Vec<EnumDefinition>> {
    let place = node.place;
    let elements = context.array(what, node)?;
    if elements.is_empty() {
        context.error(Code::MALFORMED_TRAIT, place, format!("{what} has no values"), "add the values of the enum");
    }
    let what = format!("an element of {what}");
    let mut definitions = Vec::with_capacity(elements.len());
    for element in elements {
        let place = element.place;
        let Some(mut fields) = Fields::new(context, &*what, element) else {
            continue;
        };
        let value = fields.require_string(context, "value");
        let name = fields.string(context, "name");
        let documentation = fields.string(context, "documentation");
        let tags = fields.strings(context, "tags");
        let deprecated = fields.boolean(context, "deprecated");
        fields.finish(context);
        if let Some(value) = value {
            definitions.push(EnumDefinition { value, name, documentation, tags, deprecated, place });
        }
    }
    Some(definitions)
}

/// What an enum or an intEnum can have as a value; anything else is for their validator.
fn enum_value(node: &Node) -> Option<EnumValue> {
    match &node.value {
        Value::String(text) => Some(EnumValue::Text(text.clone())),
        Value::Number(number) => {
            let integer = number.as_i64().and_then(|value| i32::try_from(value).ok());
            integer.map(EnumValue::Integer)
        }
        _ => None,
    }
}

fn external_documentation(context: &mut Context, what: &str, node: Node) -> Option<Vec<ExternalLink>> {
    let mut links = Vec::new();
    for entry in context.object(what, node)? {
        let place = entry.value.place;
        if let Some(url) = context.string(&format!("an entry of {what}"), entry.value) {
            if !is_url(&url) {
                let message = format!("`{}` is not a URL", clip(&url));
                context.error(Code::MALFORMED_TRAIT, place, message, "write one like `https://example.com`");
            }
            links.push(ExternalLink { title: entry.key, url });
        }
    }
    Some(links)
}

/// Whether a text is a URL of a scheme that links have.
fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let scheme = scheme.to_ascii_lowercase();
    matches!(&*scheme, "http" | "https" | "ftp" | "file" | "mailto" | "jar") && !rest.is_empty()
}

fn bound<T>(
    context: &mut Context,
    fields: &mut Fields,
    key: &'static str,
    expected: &str,
    read: impl Fn(&Number) -> Option<T>,
) -> Option<T> {
    let node = fields.take(key)?;
    let bound = node.as_number().and_then(read);
    // A number that cannot be a bound does not fit the definition of the trait.
    if node.as_number().is_none() {
        context.mismatch(&fields.name(key), expected, &node);
    }
    bound
}

fn length(context: &mut Context, what: &str, node: Node) -> Option<Length> {
    let mut fields = Fields::new(context, what, node)?;
    let expected = "a non-negative integer";
    let min = bound(context, &mut fields, "min", expected, Number::as_u64);
    let max = bound(context, &mut fields, "max", expected, Number::as_u64);
    check_bounds(context, &fields);
    fields.finish(context);
    Some(Length { min, max })
}

fn range(context: &mut Context, what: &str, node: Node) -> Option<Range> {
    let mut fields = Fields::new(context, what, node)?;
    let read = |number: &Number| Some(Decimal::from(number));
    let min = bound(context, &mut fields, "min", "a number", read);
    let max = bound(context, &mut fields, "max", "a number", read);
    check_bounds(context, &fields);
    fields.finish(context);
    Some(Range { min, max })
}

fn check_bounds(context: &mut Context, fields: &Fields) {
    if fields.is_empty() {
        let message = format!("{} has neither `min` nor `max`", fields.what());
        context.error(Code::MALFORMED_TRAIT, fields.place(), message, "add one or both");
    }
}

fn mixin(context: &mut Context, what: &str, node: Node) -> Option<Mixin> {
    let mut fields = Fields::new(context, what, node)?;
    let name = fields.name("localTraits");
    let local = fields.take("localTraits");
    fields.take("interface");
    fields.finish(context);
    let local_traits = local.and_then(|local| shape_ids(context, &name, local));
    Some(Mixin { local_traits: local_traits.unwrap_or_default() })
}

fn paginated(context: &mut Context, what: &str, node: Node) -> Option<Paginated> {
    let mut fields = Fields::new(context, what, node)?;
    let paginated = Paginated {
        input_token: fields.string(context, "inputToken"),
        output_token: fields.string(context, "outputToken"),
        items: fields.string(context, "items"),
        page_size: fields.string(context, "pageSize"),
    };
    fields.finish(context);
    Some(paginated)
}
