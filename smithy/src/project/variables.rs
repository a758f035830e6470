//! Environment variables in the strings of `smithy-build.json` (Smithy 2.0, "smithy-build.json", "Environment variables").

use crate::diagnostics::{Code, Diagnostic, Place, clip};
use crate::load::fields::Context;
use crate::model::{Node, Value};

/// Replaces `${NAME}` in all strings and keys by the value of the variable, and `\${` by `${`.
pub(super) fn expand(context: &mut Context, variables: &dyn Fn(&str) -> Option<String>, node: &mut Node) {
    let place = node.place;
    match &mut node.value {
        Value::String(text) => expand_text(context, variables, text, place),
        Value::Array(elements) => elements.iter_mut().for_each(|element| expand(context, variables, element)),
        Value::Object(entries) => {
            for entry in entries {
                let place = entry.place();
                expand_text(context, variables, &mut entry.key, place);
                expand(context, variables, &mut entry.value);
            }
        }
        _ => {}
    }
}

fn expand_text(context: &mut Context, variables: &dyn Fn(&str) -> Option<String>, text: &mut Box<str>, place: Place) {
    if !text.contains("${") {
        return;
    }
    let mut expanded = String::with_capacity(text.len());
    let mut rest: &str = text;
    while let Some((before, after)) = rest.split_once("${") {
        if let Some(before) = before.strip_suffix('\\') {
            expanded.push_str(before);
            expanded.push_str("${");
            rest = after;
            continue;
        }
        expanded.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            expanded.push_str("${");
            rest = after;
            break;
        };
        match variables(name) {
            Some(value) => expanded.push_str(&value),
            None => {
                let message = format!("the environment variable `{}` is not set", clip(name));
                let help = format!("set it, or write `\\\\${{{}}}` if the text itself is meant", clip(name));
                context.push(Diagnostic::new(Code::MISSING_VARIABLE, place, message).help(help));
            }
        }
        rest = after;
    }
    expanded.push_str(rest);
    *text = expanded.into();
}
