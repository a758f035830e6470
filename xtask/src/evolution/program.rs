//! Programs that use the whole public API of a version: compiled against another version, they show what that breaks.

use std::fmt::Write as _;

use shapewright_codegen::evolution::{Function, Item, Surface};
use shapewright_codegen::tools::exported;

/// A module for callers, which uses the API of `surface` as that of the version in the module `version`.
pub(super) fn of_callers(surface: &Surface, version: &str) -> String {
    let mut text = head(surface, version);
    let mut number = 0;
    for (path, item) in &surface.items {
        number += 1;
        let used = match item {
            Item::Structure { .. } | Item::Enumeration { .. } => of_type(surface, path, item),
            Item::Function(function) => of_function(surface, path, function),
            Item::Implementation(_) => of_implementation(path),
            _ => None,
        };
        if let Some(used) = used {
            // A function is no part of the next one: what is wrong in one is reported apart from the others.
            let _ = writeln!(text, "mod use_{number} {{\n    use super::*;\n{used}\n}}");
        }
    }
    let markers = surface.items.keys().filter_map(|path| path.strip_prefix("operations::"));
    for (number, marker) in markers.filter(|name| !name.contains([':', '#'])).enumerate() {
        let signature = surface.items.get(&format!("operations::{marker}#Operation"));
        let Some(Item::Implementation(held)) = signature else { continue };
        let ty = |name: &str| held.iter().find_map(|one| one.strip_prefix(&format!("{name} = "))).unwrap_or("()");
        let _ = writeln!(
            text,
            "fn handler_{number}() {{\n    let _ = server::Router::handlers().on(operations::{marker}, |request| async move {{\n        \
             let _: {} = request.input;\n        Err::<{}, Error<{}>>(Error::NotImplemented)\n    }});\n}}",
            ty("Input"),
            ty("Output"),
            ty("Error")
        );
    }
    text
}

/// A module with an implementation of the trait.
pub(super) fn of_implementors(surface: &Surface, version: &str) -> String {
    let mut text = head(surface, version);
    let _ = writeln!(text, "struct Implementation;\nimpl api::{} for Implementation {{", surface.name);
    let prefix = format!("{}::", surface.name);
    for (path, item) in &surface.items {
        let (Some(method), Item::Function(function)) = (path.strip_prefix(&prefix), item) else { continue };
        let [(_, taken)] = &function.parameters[..] else { continue };
        let returned = output(&function.returns);
        let _ = writeln!(
            text,
            "    async fn {method}(&self, _: {taken}) -> {returned} {{\n        Err(Error::NotImplemented)\n    }}"
        );
    }
    text.push_str("}\n");
    text
}

/// What a method of the trait returns in the end, of `impl Future<Output = …> + Send`.
fn output(returns: &str) -> &str {
    let rest = returns.split_once("Output =").map_or(returns, |(_, rest)| rest).trim();
    let end = rest.rfind('>').map_or(rest, |end| &rest[..end]);
    end.trim().trim_end_matches(',')
}

fn head(surface: &Surface, version: &str) -> String {
    let module = &surface.module;
    // Of two imports of everything, neither counts for a name that both have.
    let own = exported().filter(|name| surface.items.contains_key(&format!("types::{name}")));
    let own: String = own.map(|name| format!("use versions::{version}::{module}::types::{name};\n")).collect();
    format!(
        "use std::collections::BTreeMap;\nuse versions::{version}::*;\nuse versions::{version}::{module} as api;\n\
         use versions::{version}::{module}::{{client, errors, operations, server, types}};\n\
         use versions::{version}::{module}::types::*;\n{own}use crate::{{future, value}};\n\n"
    )
}

/// Reads all fields, or matches all variants.
fn of_type(surface: &Surface, path: &str, item: &Item) -> Option<String> {
    if path.starts_with("operations::") || path.starts_with("client::") || path.starts_with("server::") {
        return None;
    }
    let prefix = format!("{path}::");
    let parts = || surface.items.range(prefix.clone()..).take_while(|(part, _)| part.starts_with(&prefix));
    let mut text = format!("    fn all(all: {path}) {{\n");
    match item {
        Item::Structure { is_exhaustive } => {
            let fields = parts().filter_map(|(part, item)| match item {
                Item::Field(ty) => Some((&part[prefix.len()..], ty)),
                _ => None,
            });
            let fields: Vec<_> = fields.collect();
            for (field, ty) in &fields {
                let _ = writeln!(text, "        let _value: {ty} = all.{field};");
            }
            text.push_str("    }\n");
            if *is_exhaustive {
                let _ = writeln!(text, "    fn new() -> {path} {{\n        {path} {{");
                for (field, ty) in &fields {
                    let _ = writeln!(text, "            {field}: value::<{ty}>(),");
                }
                text.push_str("        }\n    }\n");
            }
        }
        _ => {
            text.push_str("        match all {\n");
            for (part, item) in parts() {
                match item {
                    Item::Variant(None) => {
                        let _ = writeln!(text, "            {part} => {{}}");
                    }
                    Item::Variant(Some(ty)) => {
                        let _ = writeln!(
                            text,
                            "            {part}(held) => {{\n                let _held: {ty} = held;\n            }}"
                        );
                    }
                    _ => {}
                }
            }
            text.push_str("            _ => {}\n        }\n    }\n");
        }
    }
    Some(text)
}

fn of_function(surface: &Surface, path: &str, function: &Function) -> Option<String> {
    let (above, name) = path.rsplit_once("::")?;
    let arguments: Vec<String> =
        function.parameters.iter().map(|(_, ty)| format!("value::<{}>()", given(ty))).collect();
    let arguments = arguments.join(", ");
    let is_of_trait = surface.items.get(above) == Some(&Item::Trait);
    Some(match above {
        "client::Client" if name == "builder" => {
            "    fn builder() {\n        let _ = client::Client::builder();\n    }".to_owned()
        }
        // A waiter, or pages.
        "client::Client" if !function.is_async => {
            let pages = if function.returns.contains("Pager") { ".pages()" } else { "" };
            format!(
                "    fn call(client: &client::Client) {{\n        let _ = client.{name}({arguments}){pages};\n    }}"
            )
        }
        "client::Client" => format!(
            "    fn call(client: &client::Client) {{\n        future::<{}, _>(client.{name}({arguments}));\n    }}",
            function.returns
        ),
        _ if is_of_trait => format!(
            "    async fn call(service: &impl api::{}) {{\n        let _: {} = service.{name}({arguments}).await;\n    }}",
            surface.name,
            output(&function.returns)
        ),
        _ if above.starts_with("operations::") => return None,
        _ if function.receiver.is_empty() => {
            format!("    fn make() -> {above} {{\n        {above}::{name}({arguments})\n    }}")
        }
        _ => format!("    fn set(all: {above}) -> {above} {{\n        all.{name}({arguments})\n    }}"),
    })
}

/// What a parameter of this type is given: a value of the type itself, whatever else it takes.
fn given(ty: &str) -> String {
    let inner = |around: &str| ty.strip_prefix(around)?.strip_suffix('>').map(str::trim);
    if let Some(inner) = inner("impl Into<") {
        let boxed = inner.strip_prefix("Box<").or_else(|| inner.strip_prefix("Request<"));
        return boxed.and_then(|inner| inner.strip_suffix('>')).unwrap_or(inner).to_owned();
    }
    if let Some(item) = inner("impl IntoIterator<Item =") {
        return format!("Vec<{}>", given(item));
    }
    if let Some((key, value)) = ty.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')?.split_once(',')) {
        return format!("({}, {})", given(key.trim()), given(value.trim()));
    }
    ty.to_owned()
}

/// Needs a type to implement a trait.
fn of_implementation(path: &str) -> Option<String> {
    let (ty, of) = path.split_once('#')?;
    let of = match of {
        "Serialize" => "serde::Serialize",
        "Deserialize" => "serde::de::DeserializeOwned",
        "Error" => "std::error::Error",
        "FromStr" => "std::str::FromStr",
        "Debug" => "std::fmt::Debug",
        "Hash" => "std::hash::Hash",
        "SignedClient" => "shapewright_runtime::client::SignedClient",
        "Clone" | "Copy" | "Default" | "PartialEq" | "Eq" | "PartialOrd" | "Ord" => of,
        of if of.starts_with("From<") => of,
        _ => return None,
    };
    Some(format!("    fn implements<T: {of}>() {{}}\n    fn check() {{\n        implements::<{ty}>();\n    }}"))
}
