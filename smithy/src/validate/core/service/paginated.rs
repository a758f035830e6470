//! `PaginatedTrait`: the members that carry tokens, items and the page size (Smithy 2.0, "paginated trait").

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::model::{Applied, Member, Model, Node, Shape};
use crate::validate::Context;

const PAGINATED: &str = "smithy.api#paginated";

/// What is needed of a member that `@paginated` names.
struct Rule {
    /// The key of the trait.
    key: &'static str,
    /// Whether it is a member of the output, so that a path may name it.
    is_output: bool,
    /// Whether operations need it.
    is_needed: bool,
    /// How bad it is if the member is required.
    required: Option<Severity>,
    /// The types that it may have, the recommended ones first.
    types: &'static [&'static str],
    /// How many of these are recommended.
    recommended: usize,
}

const RULES: [Rule; 4] = [
    Rule {
        key: "inputToken",
        is_output: false,
        is_needed: true,
        required: Some(Severity::Error),
        types: &["string", "map"],
        recommended: 1,
    },
    Rule {
        key: "pageSize",
        is_output: false,
        is_needed: false,
        required: Some(Severity::Warning),
        types: &["integer", "long", "short", "byte"],
        recommended: 1,
    },
    Rule {
        key: "outputToken",
        is_output: true,
        is_needed: true,
        required: Some(Severity::Danger),
        types: &["string", "map"],
        recommended: 1,
    },
    Rule { key: "items", is_output: true, is_needed: false, required: None, types: &["list", "map"], recommended: 2 },
];

pub(super) fn validate(context: &mut Context<'_>) {
    let services = context.services();
    for (subject, applied) in context.applied(PAGINATED) {
        let Some(operation) = subject.shape.as_operation() else { continue };
        let model = context.model;
        let ends = [&operation.input, &operation.output].map(|end| model.shape(&end.id));
        let [Some(input), Some(output)] = ends else { continue };
        let check = Check { model, operation: subject.shape, applied, ends: [input, output], service: None };
        let mut found: Vec<Diagnostic> =
            RULES.iter().flat_map(|rule| check.check(rule, applied.node.get(rule.key))).collect();
        if found.is_empty() {
            // What the operation leaves open, the services that it belongs to may say.
            for scope in services.iter().filter(|scope| scope.has_operation(subject.id())) {
                let defaults = scope.shape.traits.get(PAGINATED);
                let check = Check { service: Some(scope.shape), ..check };
                found.extend(RULES.iter().flat_map(|rule| {
                    let default = || defaults.and_then(|defaults| defaults.node.get(rule.key));
                    check.check(rule, applied.node.get(rule.key).or_else(default))
                }));
            }
        }
        found.into_iter().for_each(|diagnostic| context.push(diagnostic));
    }
}

#[derive(Clone, Copy)]
struct Check<'a> {
    model: &'a Model,
    operation: &'a Shape,
    applied: &'a Applied,
    /// The input and the output.
    ends: [&'a Shape; 2],
    /// The service whose defaults are merged in.
    service: Option<&'a Shape>,
}

impl<'a> Check<'a> {
    fn check(&self, rule: &Rule, value: Option<&Node>) -> Vec<Diagnostic> {
        let key = rule.key;
        let [input, output] = self.ends;
        let end = if rule.is_output { output } else { input };
        let Some((node, path)) = value.and_then(|node| Some((node, node.as_str()?))) else {
            let is_missing = rule.is_needed && self.service.is_some();
            let message =
                format!("neither `@paginated` of `{}` nor that of its service has `{key}`", self.operation.id);
            let help = format!("name the member in `{key}`");
            return is_missing.then(|| self.found(Code::PAGINATED, None, message, help)).into_iter().collect();
        };
        if !rule.is_output && path.contains('.') {
            let message = format!("`{key}` of `@paginated` must be the name of a member, not a path: `{path}`");
            return vec![self.found(Code::PAGINATED, Some(node), message, "name a member of the input")];
        }
        let Some(member) = resolve(self.model, end, path) else {
            let message = format!("`{key}` of `@paginated` names a member that `{}` does not have: `{path}`", end.id);
            let known = end.members.iter().map(Member::name);
            let diagnostic = self.found(Code::PAGINATED, Some(node), message, "add the member, or name another");
            return vec![if path.contains('.') { diagnostic } else { diagnostic.did_you_mean(path, known) }];
        };
        let mut found = Vec::new();
        if let Some(severity) = rule.required.filter(|_| member.traits.required()) {
            let is_error = severity == Severity::Error;
            let code = if is_error { Code::PAGINATED } else { Code::PAGINATED_REQUIRED };
            let must = if is_error { "must" } else { "should" };
            let message = format!("`{}`, the `{key}` of `{}`, {must} not be required", member.id, self.operation.id);
            let diagnostic = self.found(code, Some(node), message, "remove `@required` from it");
            let diagnostic = diagnostic.with_severity(severity).related(member.place, "the member");
            found.push(if is_error { diagnostic } else { diagnostic.with_event_suffix(key) });
        }
        if let Some(target) = self.model.target(member) {
            found.extend(self.target(rule, node, member, target.kind.name()));
        }
        if rule.is_output && path.split('.').count() > 2 {
            let message =
                format!("`{key}` of `{}` is nested deeply, which is hard to use: `{path}`", self.operation.id);
            let diagnostic = self.found(Code::PAGINATED_PATH, Some(node), message, "use a path of two names at most");
            found.push(diagnostic.with_event_suffix(key));
        }
        found
    }

    fn target(&self, rule: &Rule, node: &Node, member: &Member, found: &str) -> Option<Diagnostic> {
        let at = rule.types.iter().position(|name| *name == found);
        if at.is_some_and(|at| at < rule.recommended) {
            return None;
        }
        let (code, must, types) = match at {
            None => (Code::PAGINATED, "must", rule.types),
            Some(_) => (Code::PAGINATED_TYPE, "should", rule.types.get(..rule.recommended).unwrap_or(rule.types)),
        };
        let types = types.join(", ");
        let key = rule.key;
        let message =
            format!("`{}`, the `{key}` of `{}`, {must} not have the type {found}", member.id, self.operation.id);
        let diagnostic = self.found(code, Some(node), message, format!("use one of: {types}"));
        let diagnostic = diagnostic.related(member.target.place, "the type");
        Some(if at.is_some() { diagnostic.with_event_suffix(key) } else { diagnostic })
    }

    fn found(&self, code: Code, node: Option<&Node>, message: String, help: impl Into<Box<str>>) -> Diagnostic {
        let message = match self.service {
            Some(service) => format!("within `{}`: {message}", service.id),
            None => message,
        };
        let place = node.map_or(self.applied.place().to_key(), |node| node.place);
        Diagnostic::new(code, place, message).about(&self.operation.id).help(help)
    }
}

/// The member at the end of a path of names with dots between them.
fn resolve<'m>(model: &'m Model, shape: &'m Shape, path: &str) -> Option<&'m Member> {
    let mut names = path.split('.');
    let mut member = shape.member(names.next()?)?;
    for name in names {
        member = model.target(member)?.member(name)?;
    }
    Some(member)
}
