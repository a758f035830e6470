//! Programs in which clients of one version call servers of another.

use std::fmt::Write as _;

use shapewright_codegen::evolution::{Item, Surface};

/// An operation as generated code calls it.
pub(super) struct Operation {
    /// The name in the model, which is that of the marker type.
    marker: String,
    method: String,
    input: String,
    output: String,
}

impl Operation {
    /// The operations of a service.
    fn all(surface: &Surface) -> Vec<Self> {
        let methods: Vec<(&str, String)> = surface
            .items
            .iter()
            .filter_map(|(path, item)| match item {
                Item::Function(function) => {
                    let method = path.strip_prefix(&format!("{}::", surface.name))?;
                    let (_, taken) = function.parameters.first()?;
                    Some((method, taken.trim_start_matches("Request<").trim_end_matches('>').to_owned()))
                }
                _ => None,
            })
            .collect();
        let operations = surface.items.iter().filter_map(|(path, item)| {
            let marker = path.strip_prefix("operations::")?.strip_suffix("#Operation")?;
            let Item::Implementation(held) = item else { return None };
            let ty = |name: &str| held.iter().find_map(|one| one.strip_prefix(&format!("{name} = ")));
            let (input, output) = (ty("Input")?.to_owned(), ty("Output")?.to_owned());
            // Each operation has an input of its own in the models that are used.
            let (method, _) = methods.iter().find(|(method, taken)| {
                *taken == input && method.replace('_', "").trim_start_matches("r#") == marker.to_lowercase()
            })?;
            Some(Self { marker: marker.to_owned(), method: (*method).to_owned(), input, output })
        });
        operations.collect()
    }
}

/// The module of a version: its server, and the calls of its client.
pub(super) fn module(surface: &Surface, version: &str) -> String {
    let operations = Operation::all(surface);
    let mut text = format!(
        "use std::sync::Arc;\nuse serde_json::{{Value, json}};\nuse shapewright_runtime::server::Services;\n\
         use versions::{version}::Error;\nuse versions::{version}::{}::{{client, operations, server, types}};\n\
         use crate::Exchange;\n\n",
        surface.module
    );
    text.push_str(
        "pub fn server(exchange: &Arc<Exchange>) -> Services {\n    let router = server::Router::handlers();\n",
    );
    for Operation { marker, output, .. } in &operations {
        let _ = writeln!(
            text,
            "    let seen = Arc::clone(exchange);\n    let router = router.on(operations::{marker}, move |request| {{\n        \
             let seen = Arc::clone(&seen);\n        async move {{\n            \
             seen.receive(\"{marker}\", serde_json::to_value(&request.input));\n            \
             seen.output::<{output}>(\"{marker}\").map_err(Error::internal)\n        }}\n    }});"
        );
    }
    text.push_str(
        "    router.into()\n}\n\npub async fn call(operation: &str, input: Value, services: Services) -> Value {\n",
    );
    text.push_str(
        "    let client = client::Client::builder().endpoint(\"http://localhost\").max_attempts(1).transport(services).build();\n    \
         let Ok(client) = client else { return json!({ \"unreadable\": \"no client\" }) };\n    match operation {\n",
    );
    for Operation { marker, method, input, .. } in &operations {
        let _ = writeln!(
            text,
            "        \"{marker}\" => match serde_json::from_value::<{input}>(input) {{\n            \
             Err(error) => json!({{ \"unreadable\": error.to_string() }}),\n            \
             Ok(input) => match client.{method}(input).await {{\n                \
             Ok(output) => json!({{ \"output\": serde_json::to_value(&output).unwrap_or_default() }}),\n                \
             Err(error) => json!({{ \"failure\": format!(\"{{error:#}}\") }}),\n            }},\n        }},"
        );
    }
    text.push_str("        _ => json!({ \"unreadable\": \"no such operation\" }),\n    }\n}\n");
    text
}

/// The program around the modules of these versions.
pub(super) fn main(versions: &[&str]) -> String {
    let mut text = String::from(include_str!("exchange/main.txt"));
    for version in versions {
        let _ = writeln!(text, "mod {version};");
    }
    let arms = |call: &dyn Fn(&str) -> String| {
        versions.iter().map(|version| format!("        \"{version}\" => {},\n", call(version))).collect::<String>()
    };
    let servers = arms(&|version| format!("{version}::server(exchange)"));
    let clients = arms(&|version| format!("{version}::call(operation, input, services).await"));
    let _ = write!(
        text,
        "\nfn server(version: &str, exchange: &Arc<Exchange>) -> Services {{\n    match version {{\n{servers}        \
         _ => Services::new(),\n    }}\n}}\n\nasync fn call(version: &str, operation: &str, input: Value, services: Services) \
         -> Value {{\n    match version {{\n{clients}        _ => Value::Null,\n    }}\n}}\n"
    );
    text
}
