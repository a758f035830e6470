//! `ReservedWords`: names that are reserved (Smithy 2.0, "ReservedWords").

use super::name_of;
use super::words::{Name, Term};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Node, Subject};
use crate::selector::Selector;
use crate::validate::Context;
use crate::validate::custom::ValidatorDefinition;
use crate::validate::custom::metadata::{self, Fault};

/// A word, of which any name may begin or end with something else.
struct Wildcard {
    word: String,
    begins_freely: bool,
    ends_freely: bool,
}

impl Wildcard {
    fn parse(text: &str) -> Result<Self, String> {
        let (begins_freely, rest) = text.strip_prefix('*').map_or((false, text), |rest| (true, rest));
        let (ends_freely, word) = rest.strip_suffix('*').map_or((false, rest), |rest| (true, rest));
        if word.is_empty() || word.contains('*') {
            return Err(format!("`{text}` is not a word: it may have `*` only before and after other characters"));
        }
        Ok(Self { word: word.to_ascii_lowercase(), begins_freely, ends_freely })
    }

    fn matches(&self, name: &str) -> bool {
        match (self.begins_freely, self.ends_freely) {
            (false, false) => name == self.word,
            (true, false) => name.ends_with(&self.word),
            (false, true) => name.starts_with(&self.word),
            (true, true) => name.contains(&self.word),
        }
    }
}

/// An element of the configuration.
struct Reserved<'m> {
    words: Vec<Wildcard>,
    terms: Vec<Term>,
    selector: Option<Selector>,
    reason: Option<&'m str>,
}

impl<'m> Reserved<'m> {
    fn read(node: &'m Node) -> Result<Self, Fault> {
        metadata::object(node, "an element of `reserved`")?;
        let fault = |message: String| metadata::fault(node.place, message);
        let words = metadata::texts(node, "words")?.unwrap_or_default();
        let terms = metadata::texts(node, "terms")?.unwrap_or_default();
        Ok(Self {
            words: words.into_iter().map(Wildcard::parse).collect::<Result<_, _>>().map_err(fault)?,
            terms: terms.into_iter().map(Term::parse).collect::<Result<_, _>>().map_err(fault)?,
            selector: metadata::selector(node, "selector")?.filter(|selector| selector.as_str() != "*"),
            reason: metadata::text(node, "reason")?,
        })
    }

    fn matches(&self, name: &str) -> bool {
        let lower = name.to_ascii_lowercase();
        let is_word = self.words.iter().any(|word| word.matches(&lower));
        is_word || (!self.terms.is_empty() && self.terms.iter().any(|term| term.matches(&Name::new(name))))
    }
}

pub(super) fn validate(context: &mut Context<'_>, definition: &ValidatorDefinition<'_>) -> Result<(), Fault> {
    let reserved = definition.configuration.and_then(|node| node.get("reserved"));
    let Some(reserved) = reserved.and_then(Node::as_array) else {
        return Err(definition.fault("reserved", "the configuration has no array `reserved`"));
    };
    for node in reserved {
        let reserved = Reserved::read(node)?;
        let subjects: Vec<Subject<'_>> = match &reserved.selector {
            Some(selector) => {
                let selected = selector.select(&context.neighbors()).into_iter();
                selected.filter(|subject| context.model.shapes.is_own(subject.id().shape())).collect()
            }
            None => context.model.subjects().collect(),
        };
        for subject in subjects.into_iter().filter(|subject| reserved.matches(name_of(*subject))) {
            let message = format!("the name `{}` is reserved", name_of(subject));
            let diagnostic = Diagnostic::new(Code::RESERVED_WORDS, subject.place(), message).about(subject.id());
            context.push(match reserved.reason {
                Some(reason) => diagnostic.help(format!("the model says: {reason}")),
                None => diagnostic,
            });
        }
    }
    Ok(())
}
