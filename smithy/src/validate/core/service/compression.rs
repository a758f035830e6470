//! `RequestCompressionTrait`: the encodings, and the input that is compressed (Smithy 2.0, "requestCompression trait").

use crate::diagnostics::{Code, Diagnostic, clip};
use crate::model::traits::RequestCompression;
use crate::model::{Applied, Node, Shape, Subject, UNIT};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    for (subject, applied) in context.applied("smithy.api#requestCompression") {
        let Some(operation) = subject.shape.as_operation() else { continue };
        encodings(context, subject, applied);
        let place = applied.place().to_key();
        let Some(input) = model.shape(&operation.input.id).filter(|input| input.id != UNIT) else {
            let message = format!("`{}` has no input that could be compressed", subject.id());
            let diagnostic = Diagnostic::new(Code::REQUEST_COMPRESSION, place, message).about(subject.id());
            context.push(diagnostic.help("remove the trait, or give the operation an input"));
            continue;
        };
        let is_sized = |target: &Shape| target.traits.streaming() && target.traits.requires_length();
        let sized = input.members.iter().find(|member| model.target(member).is_some_and(is_sized));
        if let Some(member) = sized {
            let message = format!("`{}` cannot compress `{}`, whose length must be known", subject.id(), member.id);
            let help = "remove `smithy.api#requiresLength` from the stream or this trait from the operation";
            let diagnostic = Diagnostic::new(Code::REQUEST_COMPRESSION, place, message).about(subject.id());
            context.push(diagnostic.help(help));
        }
    }
}

/// The encodings exist, whatever their case.
fn encodings(context: &mut Context<'_>, subject: Subject<'_>, applied: &Applied) {
    let named = applied.node.get("encodings").and_then(Node::as_array).unwrap_or_default();
    let is_known = |name: &str| RequestCompression::ENCODINGS.iter().any(|known| known.eq_ignore_ascii_case(name));
    let unknown: Vec<_> =
        named.iter().filter_map(|node| Some((node, node.as_str()?))).filter(|(_, name)| !is_known(name)).collect();
    if let Some((first, _)) = unknown.first() {
        let names: Vec<String> = unknown.iter().map(|(_, name)| format!("`{}`", clip(name))).collect();
        let message = format!("`{}` lists encodings that Smithy does not know: {}", subject.id(), names.join(", "));
        let diagnostic = Diagnostic::new(Code::REQUEST_COMPRESSION, first.place, message).about(subject.id());
        context.push(diagnostic.help(format!("it takes {}", RequestCompression::ENCODINGS.join(", "))));
    }
}
