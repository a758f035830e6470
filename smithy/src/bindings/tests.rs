//! Members of all kinds, and where they travel.

use super::{Body, Format, Location, format};
use crate::diagnostics::Sources;
use crate::model::{Model, Shape};
use crate::protocol::{Family, Protocol, REST_JSON_1};

/// A model with a structure `t#M` of members such as `name:trait=target`, where trait and target may be left out.
fn message(members: &str) -> Model {
    let members = members.split_whitespace().map(|member| {
        let (member, target) = member.split_once('=').unwrap_or((member, "smithy.api#String"));
        let (name, applied) = member.split_once(':').unwrap_or((member, ""));
        let value = if matches!(applied, "httpHeader" | "httpQuery" | "httpPrefixHeaders") { "\"X\"" } else { "{}" };
        let traits = if applied.is_empty() { String::new() } else { format!(r#""smithy.api#{applied}": {value}"#) };
        format!(r#""{name}": {{ "target": "{target}", "traits": {{ {traits} }} }}"#)
    });
    let members: Vec<String> = members.collect();
    let text = format!(
        r##"{{ "smithy": "2.0", "shapes": {{
            "t#M": {{ "type": "structure", "members": {{ {} }} }},
            "t#Html": {{ "type": "string", "traits": {{ "smithy.api#mediaType": "text/html" }} }},
            "t#Date": {{ "type": "timestamp", "traits": {{ "smithy.api#timestampFormat": "epoch-seconds" }} }},
            "t#Map": {{ "type": "map", "key": {{ "target": "smithy.api#String" }},
                "value": {{ "target": "smithy.api#String" }} }},
            "t#Stream": {{ "type": "blob", "traits": {{ "smithy.api#streaming": {{}} }} }},
            "t#Events": {{ "type": "union", "members": {{ "a": {{ "target": "t#E" }} }},
                "traits": {{ "smithy.api#streaming": {{}} }} }},
            "t#E": {{ "type": "structure", "members": {{}} }} }} }}"##,
        members.join(", ")
    );
    let mut sources = Sources::new();
    sources.add("m.json", text);
    let (model, report) = Model::load(&sources, sources.ids());
    assert!(!report.has_errors(), "{}", report.render(&sources, false));
    model
}

fn shape(model: &Model) -> &Shape {
    model.shape("t#M").unwrap()
}

/// The same rows in a protocol without HTTP bindings.
const RPC: Protocol = Protocol { id: "t#rpc", family: Family::Rpc, ..REST_JSON_1 };

#[test]
fn locations() {
    use Location::{Document, Header, Label, Payload, PrefixHeaders, Query, QueryParams, Status};
    // Each case: a member, and where it travels in a request, in a response, and in a protocol without HTTP bindings.
    for (member, in_request, in_response, in_rpc) in [
        ("a", Document, Document, Document),
        ("a:httpLabel", Label, Document, Document),
        ("a:httpQuery", Query("X"), Document, Document),
        ("a:httpQueryParams=t#Map", QueryParams, Document, Document),
        ("a:httpHeader", Header("X"), Header("X"), Document),
        ("a:httpPrefixHeaders=t#Map", PrefixHeaders("X"), PrefixHeaders("X"), Document),
        ("a:httpResponseCode=smithy.api#Integer", Document, Status, Document),
        ("a:httpPayload", Payload, Payload, Document),
        ("a=t#Stream", Payload, Payload, Payload),
        ("a=t#Events", Payload, Payload, Payload),
    ] {
        let model = message(member);
        let found = shape(&model).member("a").unwrap();
        let target = model.target(found).unwrap();
        assert_eq!(Location::in_request(&REST_JSON_1, found, target), in_request, "{member}");
        assert_eq!(Location::in_response(&REST_JSON_1, found, target), in_response, "{member}");
        assert_eq!(Location::in_request(&RPC, found, target), in_rpc, "{member}");
        assert_eq!(Location::in_response(&RPC, found, target), in_rpc, "{member}");
    }
}

#[test]
fn bodies() {
    // Each case: the method and status, the members, and the body of a request and of a response.
    for (method, status, members, in_request, in_response) in [
        ("POST", 200, "", "empty", "document"),
        ("POST", 204, "", "empty", "none"),
        ("HEAD", 200, "", "empty", "none"),
        ("POST", 200, "a:httpHeader", "none", "document"),
        ("POST", 304, "a:httpHeader", "none", "none"),
        ("POST", 204, "a", "document", "document"),
        ("POST", 200, "a:httpQuery", "none", "document"),
        ("POST", 200, "a:httpResponseCode=smithy.api#Integer", "document", "document"),
        ("POST", 204, "a:httpResponseCode=smithy.api#Integer", "document", "none"),
        ("POST", 200, "b:httpHeader a:httpPayload", "1 Text text/plain", "1 Text text/plain"),
        ("POST", 200, "a:httpPayload=t#Html", "0 Text text/html", "0 Text text/html"),
        ("POST", 200, "a=t#Stream", "0 Stream application/octet-stream", "0 Stream application/octet-stream"),
        (
            "POST",
            200,
            "a:httpPayload=smithy.api#Blob",
            "0 Blob application/octet-stream",
            "0 Blob application/octet-stream",
        ),
        (
            "POST",
            200,
            "a=t#Events",
            "0 Events application/vnd.amazon.eventstream",
            "0 Events application/vnd.amazon.eventstream",
        ),
        ("POST", 200, "a:httpPayload=t#E", "0 Structure application/json", "0 Structure application/json"),
        ("POST", 200, "a:httpPayload=smithy.api#Document", "0 Value application/json", "0 Value application/json"),
    ] {
        let model = message(members);
        let found = Some(shape(&model));
        let request = Body::of_request(&REST_JSON_1, &model, found);
        let response = Body::of_response(&REST_JSON_1, &model, found, method, status);
        assert_eq!(in_words(&request), in_request, "request with {members}");
        assert_eq!(in_words(&response), in_response, "response to {method}, {status}, with {members}");
    }
    let model = Model::default();
    assert_eq!(in_words(&Body::of_request(&REST_JSON_1, &model, None)), "none");
    assert_eq!(in_words(&Body::of_response(&REST_JSON_1, &model, None, "GET", 200)), "none");
}

fn in_words(body: &Body<'_>) -> String {
    match body {
        Body::None => "none".to_owned(),
        Body::Empty => "empty".to_owned(),
        Body::Document => "document".to_owned(),
        Body::Payload(one) => format!("{} {:?} {}", one.index, one.kind, one.media_type(&REST_JSON_1)),
    }
}

#[test]
fn formats() {
    use crate::model::traits::TimestampFormat::{DateTime, EpochSeconds, HttpDate};
    for (member, expected) in [
        ("a:httpLabel", Format::Plain),
        ("a:httpHeader=t#Html", Format::Base64),
        ("a:httpQuery=t#Html", Format::Plain),
        ("a:httpLabel=smithy.api#Timestamp", Format::Timestamp(DateTime)),
        ("a:httpQuery=smithy.api#Timestamp", Format::Timestamp(DateTime)),
        ("a:httpHeader=smithy.api#Timestamp", Format::Timestamp(HttpDate)),
        ("a:httpHeader=t#Date", Format::Timestamp(EpochSeconds)),
        ("a=smithy.api#Timestamp", Format::Timestamp(EpochSeconds)),
    ] {
        let model = message(member);
        let found = shape(&model).member("a").unwrap();
        let target = model.target(found).unwrap();
        let location = Location::in_request(&REST_JSON_1, found, target);
        assert_eq!(format(&REST_JSON_1, location, found, target), expected, "{member}");
    }
}
