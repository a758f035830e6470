//! Reads `smithy-build.json`.

use std::collections::BTreeMap;
use std::path::Path;

use super::gather::Gather;
use super::{Files, Project, SOURCE, dependencies, transforms, variables};
use crate::diagnostics::{Code, Diagnostic, Place, Report, SourceId, Sources, clip};
use crate::load::fields::{Context, Fields};
use crate::load::json_value;
use crate::model::{Entry, Node, Value};

/// What a projection makes of the model.
#[derive(Clone, Debug)]
pub(super) struct Projection {
    /// Whether it is only for others to apply.
    pub(super) is_abstract: bool,
    /// The models that only this projection has.
    pub(super) imports: Vec<SourceId>,
    /// What changes the model.
    pub(super) transforms: Vec<Transform>,
}

/// A change of the model.
#[derive(Clone, Debug)]
pub(super) struct Transform {
    /// The name.
    pub(super) name: Box<str>,
    /// Where the name stands.
    pub(super) place: Place,
    /// The arguments.
    pub(super) args: Node,
}

pub(super) fn read(
    files: &dyn Files,
    path: &Path,
    variable: &dyn Fn(&str) -> Option<String>,
    sources: &mut Sources,
) -> (Project, Report) {
    let mut context = Context::default();
    let mut project = Project { models: Vec::new(), projections: BTreeMap::new() };
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let bytes = match files.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("cannot read `{}`: {error}", path.display());
            context.push(Diagnostic::new(Code::MISSING_FILE, Place::NOWHERE, message));
            return (project, context.report);
        }
    };
    let id = sources.add_at(name, path.display().to_string(), without_comments(bytes));
    let Some(mut node) = json_value(sources, id, &mut context.report) else {
        return (project, context.report);
    };
    let root = || if folder == Path::new("") { ".".to_owned() } else { folder.display().to_string() };
    let variable = |name: &str| variable(name).or_else(|| (name == "SMITHY_ROOT_DIR").then(root));
    variables::expand(&mut context, &variable, &mut node);
    let mut gather = Gather::new(files, folder, sources);
    document(&mut context, &mut gather, &mut project, node);
    (project, context.report)
}

fn document(context: &mut Context, gather: &mut Gather<'_>, project: &mut Project, node: Node) {
    let Some(mut fields) = Fields::new(context, "the project", node) else {
        return;
    };
    if let Some(version) = fields.require(context, "version")
        && version.as_str() != Some("1.0")
    {
        let message = "the version of a project must be `1.0`";
        context.push(Diagnostic::new(Code::PROJECT_VERSION, version.place, message));
    }
    for key in ["$schema", "outputDirectory", "ignoreMissingPlugins", "plugins"] {
        fields.take(key);
    }
    match fields.take("sources") {
        Some(node) => project.models.extend(models(context, gather, "`sources`", node)),
        None => project.models.extend(gather.folder_if_any("model")),
    }
    if let Some(node) = fields.take("imports") {
        project.models.extend(models(context, gather, "`imports`", node));
    }
    if let Some(node) = fields.take("maven") {
        dependencies::read(context, node);
    }
    let entries = fields.take("projections").and_then(|node| context.object("`projections`", node));
    fields.finish(context);
    let mut seen = Vec::new();
    project.models.retain(|id| {
        let is_new = !seen.contains(id);
        seen.push(*id);
        is_new
    });
    for entry in entries.unwrap_or_default() {
        let name = entry.key.clone();
        if let Some(projection) = projection(context, gather, entry) {
            project.projections.insert(name, projection);
        }
    }
    project.projections.entry(SOURCE.into()).or_insert_with(|| Projection {
        is_abstract: false,
        imports: Vec::new(),
        transforms: Vec::new(),
    });
}

/// The models of a list of files and folders.
fn models(context: &mut Context, gather: &mut Gather<'_>, what: &str, node: Node) -> Vec<SourceId> {
    let mut models = Vec::new();
    let element = format!("an element of {what}");
    for path in context.array(what, node).unwrap_or_default() {
        let place = path.place;
        if let Some(path) = context.string(&element, path) {
            models.extend(gather.path(context, &path, place));
        }
    }
    models
}

fn projection(context: &mut Context, gather: &mut Gather<'_>, entry: Entry) -> Option<Projection> {
    let place = entry.place();
    let what = format!("projection `{}`", clip(&entry.key));
    let mut faults = Vec::new();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if !entry.key.starts_with(|char: char| char.is_ascii_alphanumeric()) || !entry.key.bytes().all(is_word) {
        let message = format!("`{}` is not a valid name for a projection", clip(&entry.key));
        let help = "use letters, digits, `-`, `_` and `.`, and begin with a letter or a digit";
        faults.push(Diagnostic::new(Code::PROJECTION, place, message).help(help));
    }
    let mut fields = Fields::new(context, what.clone(), entry.value)?;
    let is_abstract = fields.boolean(context, "abstract");
    let imports = fields.take("imports");
    let plugins = fields.take("plugins");
    if is_abstract {
        for (key, node) in [("imports", &imports), ("plugins", &plugins)] {
            if let Some(node) = node {
                let message = format!("{what} is abstract and must not have `{key}`");
                let help = "remove it, or add it to the projections that apply this one";
                faults.push(Diagnostic::new(Code::PROJECTION, node.place.to_key(), message).help(help));
            }
        }
    }
    faults.into_iter().for_each(|fault| context.push(fault));
    let name = fields.name("imports");
    let imports = imports.map(|node| models(context, gather, &name, node)).unwrap_or_default();
    let name = fields.name("transforms");
    let list = fields.take("transforms").and_then(|node| context.array(&name, node)).unwrap_or_default();
    fields.finish(context);
    let transforms = list.into_iter().filter_map(|node| transform(context, node)).collect();
    Some(Projection { is_abstract, imports, transforms })
}

fn transform(context: &mut Context, node: Node) -> Option<Transform> {
    let mut fields = Fields::new(context, "a transform", node)?;
    let place = fields.place_of("name").unwrap_or(fields.place());
    let name = fields.require_string(context, "name");
    let args = fields.take("args").unwrap_or_else(|| Node { place, value: Value::Object(Vec::new()) });
    fields.finish(context);
    let name = name?;
    if !transforms::is_known(&name) {
        let message = format!("`{}` is not a transform", clip(&name));
        let diagnostic = Diagnostic::new(Code::UNKNOWN_TRANSFORM, place, message);
        context.push(diagnostic.did_you_mean(&name, transforms::names()));
        return None;
    }
    Some(Transform { name, place, args })
}

/// The text with spaces instead of comments, so that places stay the same.
fn without_comments(mut bytes: Vec<u8>) -> Vec<u8> {
    let (mut is_in_string, mut at) = (false, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if is_in_string => at += 1,
            b'"' => is_in_string = !is_in_string,
            b'/' if !is_in_string && bytes.get(at + 1) == Some(&b'/') => {
                while let Some(byte) = bytes.get_mut(at).filter(|byte| **byte != b'\n') {
                    *byte = b' ';
                    at += 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    bytes
}
