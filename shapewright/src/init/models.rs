//! The first model: a service with one operation.

use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};

use heck::{ToSnakeCase, ToUpperCamelCase};
use shapewright_codegen::tools::{Workspace, files, is_model};
use shapewright_codegen::{Config, Module, Target, check, generate};
use shapewright_smithy::diagnostics::Sources;
use shapewright_smithy::protocol::{Family, Protocol};

/// The first model of a project.
pub(super) struct First {
    /// The name of its file without the extension; the module has the same.
    pub(super) stem: String,
    /// Its text.
    pub(super) text: String,
    /// The folder of models that exist already: then this one is not written.
    pub(super) existing: Option<PathBuf>,
}

impl First {
    /// A model of a service with that name, or the reason why the name does not do.
    pub(super) fn of(folder: &Path, name: &str, protocol: &Protocol) -> io::Result<Result<Self, String>> {
        let service = name.to_upper_camel_case();
        let is_legal = service.starts_with(|c: char| c.is_ascii_alphabetic())
            && service.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !is_legal {
            return Ok(Err(format!("`{name}` is not a valid name of a service: choose another with `--name NAME`")));
        }
        let snake = name.to_snake_case();
        let existing = folder.join("models");
        let found = if existing.is_dir() { files(std::slice::from_ref(&existing), is_model)? } else { Vec::new() };
        let existing = (!found.is_empty()).then_some(existing);
        // Some names are those of keywords, or of modules that generated code has.
        let mut faults = String::new();
        for stem in [snake.clone(), format!("{snake}_api")] {
            let first = Self { text: text(&service, &snake, protocol), stem, existing: existing.clone() };
            faults = first.faults();
            if faults.is_empty() {
                return Ok(Ok(first));
            }
        }
        Ok(Err(format!("`{name}` is not a good name for a service: choose another with `--name NAME`\n{faults}")))
    }

    /// What the manifest of a crate needs that has the service as a module, or the services of the models that exist:
    /// tables of TOML.
    pub(super) fn manifest(&self, module: &Module) -> Result<String, String> {
        let target = Target::Module(module.clone());
        if let Some(existing) = &self.existing
            && let Ok(mut inputs) = Workspace::without().read(Some(existing))
        {
            inputs.config.target = target.clone();
            // If they have errors, generating will say so.
            if let Ok(output) = generate(&inputs.sources, &inputs.config) {
                return Ok(output.manifest.unwrap_or_default());
            }
        }
        let (sources, config) = self.inputs(target);
        let output = generate(&sources, &config).map_err(|report| report.render(&sources, false))?;
        Ok(output.manifest.unwrap_or_default())
    }

    /// What is wrong with the model, which can only be its name.
    fn faults(&self) -> String {
        let (sources, config) = self.inputs(Target::Module(Module::new("crate::api", "version = \"0\"")));
        check(&sources, &config).render(&sources, false)
    }

    fn inputs(&self, target: Target) -> (Sources, Config) {
        let mut sources = Sources::new();
        sources.add(format!("models/{}.smithy", self.stem), self.text.clone().into_bytes());
        (sources, Config { target, ..Config::default() })
    }
}

/// The text of the model, as it is formatted.
fn text(service: &str, namespace: &str, protocol: &Protocol) -> String {
    let is_xml = protocol.member_names == shapewright_smithy::protocol::MemberNames::XmlName;
    let (is_rest, name) = (protocol.family == Family::Rest, protocol.name());
    let mut text = format!("$version: \"2.0\"\n\nnamespace example.{namespace}\n\nuse {}\n\n", protocol.id);
    text += "/// Says hello. Replace it with an API of your own.\n";
    let _ = writeln!(text, "@{name}");
    if is_xml {
        // Smithy calls these protocols deprecated; whoever chooses one has a reason.
        text += "@suppress([\"DeprecatedTrait\"])\n";
        let _ = writeln!(text, "@xmlNamespace(uri: \"https://{namespace}.example/1.0\")");
    }
    let _ =
        write!(text, "service {service} {{\n    version: \"1.0\"\n    operations: [\n        SayHello\n    ]\n}}\n\n");
    text += "/// Returns a greeting.\n@readonly\n";
    if is_rest {
        text += "@http(method: \"GET\", uri: \"/hello/{name}\")\n";
    }
    text += "operation SayHello {\n    input := {\n";
    if is_rest {
        text += "        @httpLabel\n";
    }
    text + "        @required\n        name: Name\n    }\n\n    output := {\n        @required\n        \
            greeting: String\n    }\n}\n\n/// Who is greeted.\n@length(min: 1, max: 100)\nstring Name\n"
}
