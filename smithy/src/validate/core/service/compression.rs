//! `RequestCompressionTrait`: the input that is compressed (Smithy 2.0, "requestCompression trait").

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Shape, UNIT};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    for (subject, applied) in context.applied("smithy.api#requestCompression") {
        let Some(operation) = subject.shape.as_operation() else { continue };
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
