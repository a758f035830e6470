//! What a project takes from Maven (Smithy 2.0, "smithy-build.json", "Maven configuration").

use crate::diagnostics::{Code, Diagnostic, clip};
use crate::load::fields::{Context, Fields};
use crate::model::Node;
use crate::packages;

/// The group of Smithy's own packages.
const SMITHY: &str = "software.amazon.smithy";

/// Packages of Smithy without definitions that models use.
const TOOLS: &[&str] = &[
    "smithy-abnf",
    "smithy-aws-cloudformation",
    "smithy-build",
    "smithy-cli",
    "smithy-codegen-core",
    "smithy-diff",
    "smithy-docgen",
    "smithy-docgen-core",
    "smithy-jmespath",
    "smithy-jsonschema",
    "smithy-linters",
    "smithy-openapi",
    "smithy-rules-engine-tests",
    "smithy-syntax",
    "smithy-trait-codegen",
    "smithy-utils",
];

/// Reads the key `maven`: packages of Smithy are built in, others are reported.
pub(super) fn read(context: &mut Context, node: Node) {
    let Some(mut fields) = Fields::new(context, "`maven`", node) else {
        return;
    };
    fields.take("repositories");
    let name = fields.name("dependencies");
    let dependencies = fields.take("dependencies").and_then(|node| context.array(&name, node));
    fields.finish(context);
    for dependency in dependencies.unwrap_or_default() {
        let place = dependency.place;
        let Some(coordinates) = context.string("a dependency", dependency) else {
            continue;
        };
        let parts: Vec<&str> = coordinates.split(':').collect();
        let [group, artifact, _version] = parts.as_slice() else {
            let message = format!("`{}` is not a valid dependency", clip(&coordinates));
            let help = "write `group:artifact:version`";
            context.push(Diagnostic::new(Code::ILL_FORMED, place, message).help(help));
            continue;
        };
        let without_version = format!("{group}:{artifact}");
        let is_tool = *group == SMITHY && TOOLS.contains(artifact);
        if is_tool || packages().any(|package| package.coordinates == without_version) {
            continue;
        }
        let message = format!("the dependency `{}` is not built in and not read", clip(&without_version));
        let help = "if models use its shapes, add the dependency's `.smithy` files to the project and to `imports`";
        context.push(Diagnostic::new(Code::UNKNOWN_DEPENDENCY, place, message).help(help));
    }
}
