//! `MqttTopicConflict`, `MqttTopicLabel`: topics of MQTT (Smithy 2.0, "MQTT Protocol Bindings").

use std::collections::{BTreeMap, HashSet};

use super::{members_with, structure, ticked};
use crate::diagnostics::{Code, Diagnostic, Place, clip};
use crate::model::{Applied, Member, Model, Operation, Shape, ShapeId};
use crate::shape_id::is_identifier;
use crate::validate::Context;

const LABEL: &str = "smithy.mqtt#topicLabel";
const PUBLISH: &str = "smithy.mqtt#publish";
const SUBSCRIBE: &str = "smithy.mqtt#subscribe";

/// An operation that publishes to a topic, or subscribes to it.
struct Use<'m> {
    shape: &'m Shape,
    operation: &'m Operation,
    place: Place,
    topic: Topic<'m>,
    /// What is sent.
    payload: Option<&'m ShapeId>,
}

/// The levels of a topic; a label has its name in braces.
struct Topic<'m> {
    text: &'m str,
    levels: Vec<Level<'m>>,
}

enum Level<'m> {
    Text(&'m str),
    Label(&'m str),
}

pub(super) fn validate(context: &mut Context<'_>) {
    let mut uses = Vec::new();
    for id in [PUBLISH, SUBSCRIBE] {
        for (subject, applied) in context.applied(id) {
            let Some(operation) = subject.shape.as_operation() else { continue };
            let Some(text) = applied.node.as_str() else { continue };
            match Topic::parse(text) {
                Ok(topic) => uses.push(Use {
                    shape: subject.shape,
                    operation,
                    place: applied.place(),
                    topic,
                    payload: payload(context.model, applied, operation),
                }),
                Err(fault) => {
                    let message = format!("the topic of `{}` {fault}", subject.id());
                    context.push(Diagnostic::new(Code::MALFORMED_TRAIT, applied.place(), message).about(subject.id()));
                }
            }
        }
    }
    conflicts(context, &uses);
    for one in &uses {
        labels(context, one);
    }
}

/// The input that is published, or the stream of events that is subscribed to.
fn payload<'m>(model: &'m Model, applied: &Applied, operation: &'m Operation) -> Option<&'m ShapeId> {
    if applied.id == PUBLISH {
        return Some(&operation.input.id);
    }
    let output = structure(model, &operation.output)?;
    let is_stream = |member: &&Member| model.target(member).is_some_and(|target| target.traits.streaming());
    Some(&output.members.iter().find(is_stream)?.target.id)
}

impl<'m> Topic<'m> {
    /// Reads a topic; what is wrong with it, as a sentence without its subject.
    fn parse(text: &'m str) -> Result<Self, String> {
        let mut labels = HashSet::new();
        let levels = text.split('/').map(|level| {
            if level.contains(['#', '+']) {
                return Err(format!("must not have wildcards: `{}`", clip(level)));
            }
            match level.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                Some(label) if !is_identifier(label) => {
                    Err(format!("has a label that is not a valid member name: `{}`", clip(level)))
                }
                Some(label) if !labels.insert(label) => Err(format!("must not repeat the label `{label}`")),
                Some(label) => Ok(Level::Label(label)),
                None if level.contains(['{', '}']) => {
                    Err(format!("has a label that is not a whole level: `{}`", clip(level)))
                }
                None => Ok(Level::Text(level)),
            }
        });
        Ok(Self { text, levels: levels.collect::<Result<_, _>>()? })
    }

    /// The topic without the names of labels: equal for topics that the same messages have.
    fn pattern(&self) -> Vec<Option<&'m str>> {
        let levels = self.levels.iter().map(|level| match level {
            Level::Text(text) => Some(*text),
            Level::Label(_) => None,
        });
        levels.collect()
    }

    fn labels(&self) -> impl Iterator<Item = &'m str> {
        self.levels.iter().filter_map(|level| match level {
            Level::Text(_) => None,
            Level::Label(name) => Some(*name),
        })
    }
}

/// A topic has one kind of payload (Smithy 2.0, "Topic conflicts").
fn conflicts(context: &mut Context<'_>, uses: &[Use<'_>]) {
    let mut topics: BTreeMap<_, Vec<&Use<'_>>> = BTreeMap::new();
    for one in uses {
        topics.entry(one.topic.pattern()).or_default().push(one);
    }
    for uses in topics.values() {
        for one in uses {
            let Some(payload) = one.payload else { continue };
            let other = uses.iter().find_map(|other| Some((other, other.payload.filter(|other| *other != payload)?)));
            let Some((other, other_payload)) = other else { continue };
            let message = format!(
                "the topic `{}` has the payload `{payload}` for `{}`, but `{other_payload}` for `{}`",
                clip(one.topic.text),
                one.shape.id,
                other.shape.id
            );
            let diagnostic = Diagnostic::new(Code::MQTT_TOPIC_CONFLICT, one.place, message).about(&one.shape.id);
            let diagnostic = diagnostic.related(other.place, "the same topic");
            context.push(diagnostic.help("change one of the topics, or use the same payload"));
        }
    }
}

/// (Smithy 2.0, "MQTT topic templates".)
fn labels(context: &mut Context<'_>, one: &Use<'_>) {
    let input = structure(context.model, &one.operation.input);
    let labels: HashSet<&str> = one.topic.labels().collect();
    let mut bound = HashSet::new();
    for (member, applied) in input.into_iter().flat_map(|input| members_with(input, LABEL)) {
        bound.insert(member.name());
        if !labels.contains(member.name()) {
            let message = format!(
                "`{}` is bound to a label, but the topic `{}` of `{}` has no such label",
                member.id,
                clip(one.topic.text),
                one.shape.id
            );
            let place = applied.place().to_key();
            let diagnostic = Diagnostic::new(Code::MQTT_TOPIC_LABEL, place, message).about(&member.id);
            context.push(diagnostic.did_you_mean(member.name(), one.topic.labels()));
        }
    }
    let missing: Vec<&str> = one.topic.labels().filter(|label| !bound.contains(label)).collect();
    if !missing.is_empty() {
        let names = ticked(missing);
        let message = format!("the input of `{}` has no members with `{LABEL}` for the labels {names}", one.shape.id);
        let diagnostic = Diagnostic::new(Code::MQTT_TOPIC_LABEL, one.place, message).about(&one.shape.id);
        context.push(diagnostic.help("apply the trait to a required member of that name"));
    }
}
