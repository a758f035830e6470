//! How the variants of a stream's union travel as messages.

use super::presence;
use super::types::Facts;
use crate::ir::{EventBody, EventHeader, EventMessage, PayloadMember};
use shapewright_smithy::model::{Kind, Member, Shape, UNIT};

/// The message that a variant makes; `None` for a union that is no stream's.
///
/// (Smithy 2.0, "Event streams": "Event messages", "eventHeader trait", "eventPayload trait". Errors travel as
/// exceptions by the "Amazon Event Stream Specification".) The bindings of HTTP mean nothing in an event.
pub(super) fn message<'m>(facts: &Facts<'m>, union: &Shape, variant: &'m Member) -> Option<EventMessage> {
    let event = facts.closure.target(variant);
    // The unit type has no members, and so no names of them.
    let has_members = event.id != UNIT;
    union.traits.streaming().then(|| EventMessage {
        exception: event.traits.error().is_some(),
        headers: if has_members { headers(facts, event) } else { Vec::new() },
        body: if has_members { body(facts, event) } else { EventBody::None },
    })
}

fn headers<'m>(facts: &Facts<'m>, event: &'m Shape) -> Vec<EventHeader> {
    let members = facts.names.members(event).enumerate();
    let headers = members.filter(|(_, (member, _))| member.traits.event_header());
    headers
        .map(|(index, (member, field))| EventHeader {
            field: field.clone(),
            wire: member.name().to_owned(),
            index,
            optional: facts.plan(event, member).is_optional(),
            int_enum: matches!(facts.closure.target(member).kind, Kind::IntEnum),
            hides_default: presence::hides_default(member, facts.closure.target(member)),
        })
        .collect()
}

fn body<'m>(facts: &Facts<'m>, event: &'m Shape) -> EventBody {
    let mut members = facts.names.members(event).enumerate();
    let payload = members.find(|(_, (member, _))| member.traits.event_payload());
    let Some((index, (member, field))) = payload else {
        let travels_in_json = |member: &Member| !member.traits.event_header();
        return if event.members.iter().any(travels_in_json) { EventBody::Members } else { EventBody::None };
    };
    let payload = PayloadMember {
        field: field.clone(),
        wire: member.name().to_owned(),
        index,
        optional: facts.plan(event, member).is_optional(),
        required: member.traits.required(),
        hides_default: presence::hides_default(member, facts.closure.target(member)),
    };
    match facts.closure.target(member).kind {
        Kind::Blob => EventBody::BlobPayload(payload),
        Kind::String | Kind::Enum => EventBody::TextPayload(payload),
        _ => EventBody::Value(payload),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{reaching, resolved};
    use super::*;

    #[test]
    fn members_travel_where_their_traits_say() {
        let cases = [
            ("", "", "none"),
            (r#""error": "client""#, "", "exception, none"),
            ("", "a:Integer", "json"),
            (r#""error": "client""#, "a:String", "exception, json"),
            ("", "h:Integer", "0, none"),
            ("", "a:String h:Mood", "1, json"),
            ("", "a:String h:Level g:Blob", "1 i32, 2, json"),
            ("", "h:Timestamp p:Blob", "0, blob 1"),
            ("", "p:String", "text 0"),
            ("", "p:Mood h:Boolean", "1, text 0"),
            ("", "p:Wrapped", "json 0"),
        ];
        for (traits, members, expected) in cases {
            let trait_of = |name: &str| match name {
                "h" | "g" => r#""smithy.api#eventHeader": {}"#,
                "p" => r#""smithy.api#eventPayload": {}"#,
                _ => "",
            };
            let members = members.split_whitespace().map(|member| {
                let (name, target) = member.split_once(':').unwrap();
                let own = matches!(target, "Mood" | "Level" | "Wrapped");
                let namespace = if own { "t" } else { "smithy.api" };
                let applied = trait_of(name);
                format!(r#""{name}": {{ "target": "{namespace}#{target}", "traits": {{ {applied} }} }}"#)
            });
            let members: Vec<String> = members.collect();
            let members = members.join(", ");
            let traits = if traits.is_empty() { String::new() } else { format!(r#""smithy.api#{}"#, &traits[1..]) };
            let service = reaching("t#Output");
            let service = resolved(&format!(
                r##"{service},
                "t#Output": {{ "type": "structure", "members": {{ "events": {{ "target": "t#Events",
                    "traits": {{ "smithy.api#httpPayload": {{}} }} }} }} }},
                "t#Events": {{ "type": "union", "members": {{ "event": {{ "target": "t#Event" }},
                    "unit": {{ "target": "smithy.api#Unit" }} }},
                    "traits": {{ "smithy.api#streaming": {{}} }} }},
                "t#Event": {{ "type": "structure", "members": {{ {members} }}, "traits": {{ {traits} }} }},
                "t#Wrapped": {{ "type": "structure", "members": {{}} }},
                "t#Mood": {{ "type": "enum", "members": {{ "GOOD": {{ "target": "smithy.api#Unit",
                    "traits": {{ "smithy.api#enumValue": "GOOD" }} }} }} }},
                "t#Level": {{ "type": "intEnum", "members": {{ "ONE": {{ "target": "smithy.api#Unit",
                    "traits": {{ "smithy.api#enumValue": 1 }} }} }} }}"##
            ));
            let [union] = &service.unions[..] else { panic!("{members}") };
            let message = union.variants[0].event.as_ref().unwrap();
            assert_eq!(in_words(message), expected, "{members}");
            let unit = union.variants[1].event.as_ref().unwrap();
            assert_eq!(in_words(unit), "none");
        }
    }

    fn in_words(message: &EventMessage) -> String {
        let exception = message.exception.then(|| "exception".to_owned());
        let headers = message.headers.iter().map(|header| {
            let value = if header.int_enum { " i32" } else { "" };
            format!("{}{value}", header.index)
        });
        let body = match &message.body {
            EventBody::None => "none".to_owned(),
            EventBody::Members => "json".to_owned(),
            EventBody::Value(member) => format!("json {}", member.index),
            EventBody::TextPayload(member) => format!("text {}", member.index),
            EventBody::BlobPayload(member) => format!("blob {}", member.index),
        };
        let parts: Vec<String> = exception.into_iter().chain(headers).chain([body]).collect();
        parts.join(", ")
    }
}
