//! `MediaType`: media types are well-formed (Smithy 2.0, "mediaType trait"; RFC 9110, section 8.3.1).

use crate::diagnostics::{Code, Diagnostic, clip};
use crate::validate::Context;

pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#mediaType") {
        let Some(text) = applied.node.as_str() else { continue };
        if !is_media_type(text) {
            let message = format!("`{}` is not a media type", clip(text));
            let diagnostic = Diagnostic::new(Code::MEDIA_TYPE, applied.place(), message).about(subject.id());
            context.push(diagnostic.help("write it like `image/png` or `text/plain; charset=utf-8`"));
        }
    }
}

fn is_media_type(text: &str) -> bool {
    let parse = || {
        let rest = token(text)?.strip_prefix('/')?;
        let mut rest = token(rest)?.trim_start();
        while !rest.is_empty() {
            rest = token(rest.strip_prefix(';')?.trim_start())?.trim_start().strip_prefix('=')?.trim_start();
            rest = match rest.strip_prefix('"') {
                Some(quoted) => after_quote(quoted)?,
                None => token(rest)?,
            };
            rest = rest.trim_start();
        }
        Some(())
    };
    parse().is_some()
}

/// What comes after a token.
fn token(text: &str) -> Option<&str> {
    let is_token = |char: char| char.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(char);
    let rest = text.trim_start_matches(is_token);
    (rest.len() < text.len()).then_some(rest)
}

/// What comes after a quoted text, without its first quote.
fn after_quote(text: &str) -> Option<&str> {
    let mut chars = text.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => return text.get(at + 1..),
            '\\' => drop(chars.next()),
            _ => {}
        }
    }
    None
}
