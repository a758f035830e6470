//! What is expected of an exchange, from its recording and the model.

use serde_json::{Map, Value, json};
use shapewright_codegen::tools::ServiceConfig;
use shapewright_smithy::model::{Kind, Member, Model, Operation, Shape, UNIT};

use super::allowances::{Allowances, allowances};
use super::constraints::Constraints;
use super::forms::{Converter, key};
use super::known::Known;
use super::recording::{Body, Recording};

/// What generated clients fill idempotency tokens with here; `conformance` sets the same.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// Makes the cases of a service.
pub(super) struct Preparer<'m> {
    model: &'m Model,
    constraints: Constraints<'m>,
    known: &'m Known,
}

/// An exchange whose tokens and filled-in members are made equal for both clients.
struct Sent {
    input: Map<String, Value>,
    /// The input that the request stands for.
    seen: Map<String, Value>,
    uri: String,
    headers: Vec<(String, String)>,
    body: Body,
}

impl<'m> Preparer<'m> {
    pub(super) fn new(model: &'m Model, config: &'m ServiceConfig, known: &'m Known) -> Self {
        Self { model, constraints: Constraints { model, config }, known }
    }

    /// The case of a recording, in the form that the program reads.
    pub(super) fn case(&self, number: usize, recording: &Recording) -> Result<Value, String> {
        let name = &recording.operation;
        let operations = self.model.services().flat_map(|(_, service)| self.model.operations(service));
        let mut operations = operations.filter(|(shape, _)| shape.id.name() == name);
        let (_, operation) = operations.next().ok_or_else(|| format!("the model has no operation {name}"))?;
        let input = self.message(&operation.input.id);
        let sent = self.sent(input, recording);
        let seen = Value::Object(sent.seen);
        let input_allowances = input.map(|shape| allowances(self.model, shape, &seen)).unwrap_or_default();
        let violations = input.map(|shape| self.constraints.violations(shape, &seen)).unwrap_or_default();
        let response = &recording.response;
        Ok(json!({
            "number": number,
            "operation": name,
            "input": sent.input,
            "input_allowances": input_allowances,
            "request": {
                "method": recording.request.method,
                "uri": sent.uri,
                "headers": sent.headers,
                "body": sent.body.base64(),
            },
            "bound": bound(self.model, input),
            "seen": seen,
            "violations": violations,
            "response": {
                "status": response.status,
                "headers": response.headers,
                "body": response.body.base64(),
            },
            "answer": self.answer(operation, recording),
        }))
    }

    /// The shape of an input or output; `None` for the unit type.
    fn message(&self, id: &shapewright_smithy::model::ShapeId) -> Option<&'m Shape> {
        if *id == UNIT { None } else { self.model.shape(id.as_str()) }
    }

    /// The input and the request, with a token of ours instead of the recorded client's, and with the members that it
    /// is known to fill in.
    fn sent(&self, shape: Option<&Shape>, recording: &Recording) -> Sent {
        let mut input = recording.input.as_object().cloned().unwrap_or_default();
        for (key, value) in self.known.filled_in(recording) {
            input.entry(key.to_owned()).or_insert_with(|| value.clone());
        }
        let request = &recording.request;
        let body = match &request.body {
            Body::Text(text) => Body::Text(text.clone()),
            Body::Base64(text) => Body::Base64(text.clone()),
        };
        let mut sent =
            Sent { seen: input.clone(), input, uri: request.uri.clone(), headers: request.headers.clone(), body };
        let members = || shape.into_iter().flat_map(|shape| shape.members.iter());
        let is_stream = |member: &&Member| self.model.target(member).is_some_and(|target| target.traits.streaming());
        for member in members().filter(|member| member.traits.required()).filter(is_stream) {
            // The program puts the content in; that it is required is no matter of the JSON form.
            sent.input.insert(key(member).to_owned(), json!(""));
        }
        for member in members().filter(|member| member.traits.idempotency_token()) {
            if !sent.input.contains_key(key(member)) && sent.replace_token(member) {
                sent.seen.insert(key(member).to_owned(), json!(TOKEN));
            }
        }
        sent
    }

    /// What the recorded client read from the response.
    fn answer(&self, operation: &Operation, recording: &Recording) -> Value {
        let response = &recording.response;
        let Some(value) = recording.boto3.as_ref().filter(|value| value.get("Error").is_none()) else {
            return json!({ "error": error(recording) });
        };
        let Some(shape) = self.message(&operation.output.id) else {
            return json!({ "output": { "value": {}, "allowances": Allowances::default(), "stream": null } });
        };
        let mut value = value.clone();
        if let Value::Object(entries) = &mut value {
            entries.remove("ResponseMetadata");
        }
        let is_stream = |member: &&Member| self.model.target(member).is_some_and(|target| target.traits.streaming());
        let stream = shape.members.iter().find(is_stream).map(|member| {
            // A recording that has not the content has the number 1 for it.
            let text = value.get(member.name()).and_then(|stream| stream.get("$s")?.as_str());
            text.map_or_else(|| response.body.base64(), |text| Body::Text(text.to_owned()).base64())
        });
        let converter = Converter { model: self.model, body: response.body.base64() };
        let value = converter.structure(shape, &value);
        let allowances = allowances(self.model, shape, &value);
        json!({ "output": { "value": value, "allowances": allowances, "stream": stream } })
    }
}

impl Sent {
    /// Puts our token in the place of the recorded one; `false` if there was none.
    fn replace_token(&mut self, member: &Member) -> bool {
        if let Some(name) = member.traits.http_header() {
            let header = self.headers.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(name));
            return header.map(|(_, value)| TOKEN.clone_into(value)).is_some();
        }
        if let Some(name) = member.traits.http_query() {
            let Some((path, query)) = self.uri.split_once('?') else {
                return false;
            };
            let start = format!("{name}=");
            let found = query.split('&').any(|part| part.starts_with(&start));
            let part = |part: &str| if part.starts_with(&start) { format!("{start}{TOKEN}") } else { part.to_owned() };
            self.uri = format!("{path}?{}", query.split('&').map(part).collect::<Vec<_>>().join("&"));
            return found;
        }
        let Some(Value::Object(mut body)) = self.body.json() else {
            return false;
        };
        let found = body.insert(key(member).to_owned(), json!(TOKEN)).is_some();
        if found {
            self.body = Body::Text(Value::Object(body).to_string());
        }
        found
    }
}

/// What of a request is bound to members.
fn bound(model: &Model, input: Option<&Shape>) -> Value {
    let members = || input.into_iter().flat_map(|shape| shape.members.iter());
    let headers = members().filter_map(|member| member.traits.http_header()).map(str::to_lowercase);
    let prefixes = members().filter_map(|member| member.traits.http_prefix_headers()).map(str::to_lowercase);
    let is_elsewhere = |member: &Member| {
        let traits = &member.traits;
        let in_header = traits.http_header().or(traits.http_prefix_headers()).is_some();
        in_header || traits.http_label() || traits.http_query().is_some() || traits.http_query_params()
    };
    let payload = members().find(|member| {
        member.traits.http_payload() || model.target(member).is_some_and(|target| target.traits.streaming())
    });
    let (body, place) = match payload.and_then(|member| Some((member, model.target(member)?))) {
        Some((member, target)) if matches!(target.kind, Kind::Structure | Kind::Union | Kind::Document) => {
            ("json", format!("/{}", key(member)))
        }
        Some(_) => ("bytes", String::new()),
        None if members().any(|member| !is_elsewhere(member)) => ("json", String::new()),
        None => ("none", String::new()),
    };
    json!({
        "headers": headers.collect::<Vec<_>>(),
        "prefixes": prefixes.collect::<Vec<_>>(),
        "body": body,
        "place": place,
    })
}

/// The code and the message of an error, as the recorded client read them or would read them: the name from the header
/// or the body, without namespace and URI (AWS restJson1 protocol, "Operation error serialization").
fn error(recording: &Recording) -> Value {
    if let Some(error) = recording.boto3.as_ref().and_then(|value| value.get("Error")) {
        return json!({ "code": error.get("Code"), "message": error.get("Message") });
    }
    let response = &recording.response;
    let body = response.body.json().unwrap_or_default();
    let text = |keys: &[&str]| keys.iter().find_map(|key| body.get(key)?.as_str().map(str::to_owned));
    let mut headers = response.headers.iter();
    let header = headers.find(|(name, _)| name.eq_ignore_ascii_case("x-amzn-errortype")).map(|(_, value)| value);
    let name = header.cloned().or_else(|| text(&["code", "Code", "__type"]));
    let name = name.map(|name| {
        let bare = name.split(':').next().unwrap_or_default();
        bare.rsplit('#').next().unwrap_or_default().to_owned()
    });
    json!({ "code": name, "message": text(&["message", "Message"]) })
}
