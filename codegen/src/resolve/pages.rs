//! How the results of operations come in pages (Smithy 2.0, "paginated trait").

use super::http::Messages;
use super::types::Facts;
use crate::codes;
use crate::ir::{PageItems, Pages, PathStep, Type};
use crate::name::Ident;
use shapewright_smithy::diagnostics::{Diagnostic, Place, Report};
use shapewright_smithy::model::traits::Paginated;
use shapewright_smithy::model::{Kind, Member, Shape, Traits};

/// The pages of an operation, the service's defaults filled in; `None` where the model does not page, or not in a way
/// that can be followed, which is reported: the operation remains a plain call.
pub(super) fn pages<'m>(
    facts: &Facts<'m>,
    operation: &'m Shape,
    service: &'m Traits,
    messages: Messages<'m, '_>,
    report: &mut Report,
) -> Option<Pages> {
    let paginated = operation.traits.paginated()?;
    let place = operation.traits.place_of("smithy.api#paginated", operation.place);
    let mut warn = |what: &str, reason: Diagnostic| {
        let message = format!("{what}: {}", reason.message);
        report.push(Diagnostic { place, message, ..reason }.about(&operation.id));
    };
    match decide(facts, paginated, service.paginated(), messages) {
        Ok((pages, None)) => Some(pages),
        Ok((pages, Some(reason))) => {
            warn("pages are read without an iterator over their items", reason);
            Some(pages)
        }
        Err(reason) => {
            warn("the operation is generated without pages", reason);
            None
        }
    }
}

/// Why there are no pages, or no items in them.
fn reason(text: impl Into<String>) -> Diagnostic {
    Diagnostic::new(codes::IGNORED_PAGINATION, Place::NOWHERE, text)
}

/// The pages, with why they have no items although the model names some; or why there are none.
fn decide<'m>(
    facts: &Facts<'m>,
    operation: &'m Paginated,
    service: Option<&'m Paginated>,
    messages: Messages<'m, '_>,
) -> Result<(Pages, Option<Diagnostic>), Diagnostic> {
    let Messages { input, output } = messages;
    let merged = |get: fn(&Paginated) -> Option<&str>| get(operation).or_else(|| service.and_then(get));
    let input_token = merged(|paginated| paginated.input_token.as_deref())
        .ok_or_else(|| reason("neither the operation nor the service names an `inputToken`"))?;
    let output_token_path = merged(|paginated| paginated.output_token.as_deref())
        .ok_or_else(|| reason("neither the operation nor the service names an `outputToken`"))?;
    let items = merged(|paginated| paginated.items.as_deref());
    if messages.stream() {
        return Err(reason("its input or output is a stream"));
    }
    let member = input.structure.members.iter().find(|member| member.name.wire == input_token);
    let member = member.ok_or_else(|| {
        let known = input.structure.members.iter().map(|member| &*member.name.wire);
        reason(format!("the input has no member `{input_token}`")).did_you_mean(input_token, known)
    })?;
    if member.ty != Type::Option(Box::new(Type::String)) {
        return Err(reason(format!("the input member `{input_token}` must be an optional string")));
    }
    let found = output.shape.and_then(|shape| Some((shape, walk(facts, shape, output_token_path)?)));
    let (shape, (output_token, token)) = found.ok_or_else(|| {
        let known = output.shape.map(|shape| neighbours(facts, shape, output_token_path)).unwrap_or_default();
        reason(format!("the output has no member `{output_token_path}`"))
            .did_you_mean(output_token_path, known.iter().map(String::as_str))
    })?;
    if facts.ty(token) != Type::String {
        return Err(reason(format!("the output member `{output_token_path}` must be a string")));
    }
    let page = items.map(|path| page_items(facts, shape, path).ok_or(path));
    let reason = match &page {
        Some(Err(path)) => {
            let mut known = neighbours(facts, shape, path);
            known.retain(|path| page_items(facts, shape, path).is_some());
            let reason = reason(format!("the output has no list or map `{path}`"));
            Some(reason.did_you_mean(path, known.iter().map(String::as_str)))
        }
        _ => None,
    };
    let items = page.and_then(Result::ok);
    Ok((Pages { input_token: member.name.ident.clone(), output_token, items }, reason))
}

fn page_items<'m>(facts: &Facts<'m>, output: &'m Shape, path: &str) -> Option<PageItems> {
    let (path, shape) = walk(facts, output, path)?;
    match facts.ty(shape) {
        items @ (Type::List(_) | Type::Map(..)) => Some(PageItems { path, items }),
        _ => None,
    }
}

/// The paths that begin as this one does, as far as there are members of its names, and end one member later.
fn neighbours<'m>(facts: &Facts<'m>, from: &'m Shape, path: &str) -> Vec<String> {
    let mut begun = path;
    while let Some((shorter, _)) = begun.rsplit_once('.') {
        begun = shorter;
        if let Some((_, shape)) = walk(facts, from, begun) {
            return shape.members.iter().map(|member| format!("{begun}.{}", member.name())).collect();
        }
    }
    from.members.iter().map(|member| member.name().to_owned()).collect()
}

/// Follows a path of member names through structures: its steps, and where they lead.
fn walk<'m>(facts: &Facts<'m>, from: &'m Shape, path: &str) -> Option<(Vec<PathStep>, &'m Shape)> {
    let mut shape = from;
    let mut fields = Vec::new();
    for name in path.split('.') {
        if !matches!(shape.kind, Kind::Structure) {
            return None;
        }
        let is_meant = |(member, _): &(&Member, &Ident)| member.name() == name;
        let (member, field) = facts.names.members(shape).find(is_meant)?;
        fields.push(PathStep { field: field.clone(), optional: facts.plan(shape, member).is_optional() });
        shape = facts.closure.target(member);
    }
    Some((fields, shape))
}

#[cfg(test)]
mod tests {
    use super::super::resolve;
    use super::super::tests::model;
    use crate::config::ServiceConfig;

    /// Each case: the trait, and what is said of it with the word that is proposed.
    const CASES: &[(&str, &str)] = &[
        (r#""inputToken": "token", "outputToken": "next", "items": "list""#, ""),
        (r#""inputToken": "token", "outputToken": "deep.next", "items": "deep.map""#, ""),
        (r#""inputToken": "tokn", "outputToken": "next""#, "the input has no member `tokn` (did you mean `token`?)"),
        (r#""inputToken": "number", "outputToken": "next""#, "the input member `number` must be an optional string"),
        (
            r#""inputToken": "token", "outputToken": "deep.nxt""#,
            "the output has no member `deep.nxt` (did you mean `deep.next`?)",
        ),
        (r#""inputToken": "token", "outputToken": "list""#, "the output member `list` must be a string"),
        (
            r#""inputToken": "token", "outputToken": "next", "items": "next""#,
            "the output has no list or map `next` (there is only `list`)",
        ),
        (
            r#""inputToken": "token", "outputToken": "next", "items": "deep.mop""#,
            "the output has no list or map `deep.mop` (did you mean `deep.map`?)",
        ),
        (r#""inputToken": "token""#, "neither the operation nor the service names an `outputToken`"),
    ];

    #[test]
    fn what_cannot_be_paged_is_reported() {
        for (paginated, expected) in CASES {
            let model = model(&format!(
                r##""t#S": {{ "type": "service", "version": "1", "operations": [{{ "target": "t#A" }}],
                    "traits": {{ "aws.protocols#restJson1": {{}} }} }},
                "t#A": {{ "type": "operation", "input": {{ "target": "t#In" }}, "output": {{ "target": "t#Out" }},
                    "traits": {{ "smithy.api#http": {{ "method": "POST", "uri": "/" }},
                        "smithy.api#paginated": {{ {paginated} }} }} }},
                "t#In": {{ "type": "structure", "members": {{ "token": {{ "target": "smithy.api#String" }},
                    "number": {{ "target": "smithy.api#Integer" }} }} }},
                "t#Out": {{ "type": "structure", "members": {{ "next": {{ "target": "smithy.api#String" }},
                    "list": {{ "target": "t#L" }}, "deep": {{ "target": "t#Deep" }} }} }},
                "t#Deep": {{ "type": "structure", "members": {{ "next": {{ "target": "smithy.api#String" }},
                    "map": {{ "target": "t#M" }} }} }},
                "t#L": {{ "type": "list", "member": {{ "target": "smithy.api#String" }} }},
                "t#M": {{ "type": "map", "key": {{ "target": "smithy.api#String" }},
                    "value": {{ "target": "smithy.api#String" }} }}"##
            ));
            let service = model.shape("t#S").unwrap();
            let (resolved, report) = resolve(
                &model,
                service,
                crate::resolve::Labels { source: "test.json", module: "test", root: crate::ir::Root::of_crate("test") },
                &ServiceConfig::default(),
            );
            let messages = report.diagnostics().iter().map(|one| {
                let help = one.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
                format!("{}{help}", one.message)
            });
            let found: Vec<String> = messages.collect();
            assert_eq!(found.len(), usize::from(!expected.is_empty()), "{paginated}: {found:?}");
            assert!(found.iter().all(|message| message.ends_with(expected)), "{paginated}: {found:?}");
            let plain = found.iter().any(|message| message.contains("without pages"));
            assert_eq!(resolved.unwrap().operations[0].pages.is_none(), plain, "{paginated}");
        }
    }
}
