//! Protocols that cannot carry documents (Smithy 2.0, "protocolDefinition trait", "noInlineDocumentSupport").

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Kind, Node};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    for definition in context.definitions() {
        let protocol = definition.shape.traits.get("smithy.api#protocolDefinition");
        let lacks = protocol.and_then(|protocol| protocol.node.get("noInlineDocumentSupport"));
        if lacks.and_then(Node::as_bool) != Some(true) {
            continue;
        }
        let id = &definition.shape.id;
        for (subject, applied) in context.applied(id.as_str()) {
            let closure = context.model.closure(subject.shape);
            let documents: Vec<_> = closure.iter().filter(|shape| matches!(shape.kind, Kind::Document)).collect();
            let Some(first) = documents.first() else { continue };
            let all: Vec<String> = documents.iter().take(5).map(|shape| format!("`{}`", shape.id)).collect();
            let message = format!("`{}` uses documents, which the protocol `{id}` does not support", subject.id());
            let diagnostic = Diagnostic::new(Code::NO_INLINE_DOCUMENT_SUPPORT, applied.place().to_key(), message);
            let diagnostic = diagnostic.about(subject.id()).related(first.place, "a document");
            context.push(diagnostic.help(format!("replace {}, or remove the protocol", all.join(", "))));
        }
    }
}
