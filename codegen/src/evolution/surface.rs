//! The public items of a service's module, read from what the emitters write.

mod methods;

use std::collections::BTreeMap;

use quote::ToTokens;
use shapewright_smithy::diagnostics::Place;
use shapewright_smithy::model::Model;
use syn::{Fields, ImplItem, Item as Syntax, TraitItem, Visibility};

use super::origins::{Origin, Origins};
use crate::generate::Config;
use crate::{emit, ir};

/// The public items of one service.
#[derive(Clone, Debug)]
pub struct Surface {
    /// The id of the service.
    pub service: String,
    /// Its module.
    pub module: String,
    /// Its trait.
    pub name: String,
    /// The items by their path in the module, such as `types::City::mayor`.
    pub items: BTreeMap<String, Item>,
    origins: Origins,
}

/// A public item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A structure; whether users can list its fields, so that another one breaks their code.
    Structure {
        /// Whether code outside the crate may list its fields.
        is_exhaustive: bool,
    },
    /// An enum; whether users can list its variants.
    Enumeration {
        /// Whether code outside the crate may list its variants.
        is_exhaustive: bool,
    },
    /// A trait.
    Trait,
    /// A type that stands for another.
    Alias(String),
    /// A public field and its type.
    Field(String),
    /// A variant and what it holds.
    Variant(Option<String>),
    /// A function or a method.
    Function(Function),
    /// An implementation of a trait: the types and constants in it.
    Implementation(Vec<String>),
    /// The value that a field has until another is set, in words of the generator.
    Default(String),
    /// The note of a deprecation.
    Deprecation(String),
}

/// The signature of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Whether it is a method of a trait, and has no body there.
    pub is_required: bool,
    /// Whether it is `async`.
    pub is_async: bool,
    /// Whether it takes `self`, and how; empty if not.
    pub receiver: String,
    /// The parameters with their types.
    pub parameters: Vec<(String, String)>,
    /// What it returns.
    pub returns: String,
    /// The parameters of its generics.
    pub generics: String,
}

impl Item {
    /// What kind of item it is, in words.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Structure { .. } => "structure",
            Self::Enumeration { .. } => "enum",
            Self::Trait => "trait",
            Self::Alias(_) => "type",
            Self::Field(_) => "field",
            Self::Variant(_) => "variant",
            Self::Function(_) => "function",
            Self::Implementation(_) => "implementation",
            Self::Default(_) => "default",
            Self::Deprecation(_) => "deprecation",
        }
    }
}

impl Surface {
    /// The shape that an item is made of.
    pub(super) fn origin(&self, path: &str) -> Origin {
        self.origins.of(path)
    }

    /// The place of the service.
    pub(super) fn place(&self) -> Place {
        self.origins.service.place
    }
}

/// The files with public items, and those with the macros that implement traits.
const READ: &[&str] = &["", "types", "errors", "operations", "client", "server", "wire"];

/// Reads the items of a service.
pub(super) fn read(service: &ir::Service, model: &Model, config: &Config) -> Result<Surface, String> {
    let off = config.target.off();
    let mut surface = Surface {
        service: service.shape_id.clone(),
        module: service.module.to_string(),
        name: service.name.ident.to_string(),
        items: BTreeMap::new(),
        origins: Origins::new(service, model),
    };
    for part in &emit::PARTS {
        let stem = part.stem();
        if !READ.contains(&stem) || off.as_deref().is_some_and(|off| !part.is_there(off)) {
            continue;
        }
        let file: syn::File = syn::parse2(part.emit(service).tokens).map_err(|error| error.to_string())?;
        let mut reader = Reader { module: stem, items: &mut surface.items };
        file.items.iter().for_each(|item| reader.item(item));
    }
    for structure in &service.structures {
        for member in &structure.members {
            let (ty, field) = (&structure.name.ident, &member.name.ident);
            let value = match &member.presence {
                ir::Presence::Required | ir::Presence::Optional => continue,
                ir::Presence::Default(value) => format!("{value:?}"),
                ir::Presence::OptionalDefault { value, reach } => format!("{value:?} by {reach:?}"),
            };
            surface.items.insert(format!("types::{ty}::{field}#default"), Item::Default(value));
        }
    }
    Ok(surface)
}

/// Reads the items of one file.
struct Reader<'a> {
    module: &'static str,
    items: &'a mut BTreeMap<String, Item>,
}

impl Reader<'_> {
    fn path(&self, name: &str) -> String {
        if self.module.is_empty() { name.to_owned() } else { format!("{}::{name}", self.module) }
    }

    fn put(&mut self, path: String, item: Item, attributes: &[syn::Attribute]) {
        if let Some(note) = attributes.iter().find(|attribute| attribute.path().is_ident("deprecated")) {
            self.items.insert(format!("{path}#deprecated"), Item::Deprecation(text(&note.meta)));
        }
        self.items.insert(path, item);
    }

    fn item(&mut self, item: &Syntax) {
        match item {
            Syntax::Struct(item) if is_public(&item.vis) => {
                let path = self.path(&item.ident.to_string());
                let is_exhaustive = !is_open(&item.attrs) && item.fields.iter().all(|field| is_public(&field.vis));
                self.put(path.clone(), Item::Structure { is_exhaustive }, &item.attrs);
                self.derives(&path, &item.attrs);
                for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
                    let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                    self.put(format!("{path}::{name}"), Item::Field(text(&field.ty)), &field.attrs);
                }
            }
            Syntax::Enum(item) if is_public(&item.vis) => {
                let path = self.path(&item.ident.to_string());
                self.put(path.clone(), Item::Enumeration { is_exhaustive: !is_open(&item.attrs) }, &item.attrs);
                self.derives(&path, &item.attrs);
                for variant in &item.variants {
                    let held = match &variant.fields {
                        Fields::Unit => None,
                        fields => Some(text(fields).trim_start_matches('(').trim_end_matches(')').trim().to_owned()),
                    };
                    self.put(format!("{path}::{}", variant.ident), Item::Variant(held), &variant.attrs);
                }
            }
            Syntax::Trait(item) if is_public(&item.vis) => {
                let path = self.path(&item.ident.to_string());
                self.put(path.clone(), Item::Trait, &item.attrs);
                for method in &item.items {
                    let TraitItem::Fn(method) = method else { continue };
                    let function =
                        Function { is_required: method.default.is_none(), ..methods::signature(&method.sig) };
                    self.put(format!("{path}::{}", method.sig.ident), Item::Function(function), &method.attrs);
                }
            }
            Syntax::Type(item) if is_public(&item.vis) => {
                let path = self.path(&item.ident.to_string());
                self.put(path, Item::Alias(text(&item.ty)), &item.attrs);
            }
            Syntax::Impl(item) => self.implementation(item),
            Syntax::Macro(item) => self.macro_call(&item.mac),
            _ => {}
        }
    }

    fn implementation(&mut self, item: &syn::ItemImpl) {
        let ty = text(&item.self_ty);
        // Implementations for a type of another module are known by its path, those for `Client<S>` by its name.
        let ty = ty.split('<').next().unwrap_or_default().replace(' ', "");
        let path = if ty.contains("::") { ty } else { self.path(&ty) };
        if let Some((of, _)) = &item.trait_ {
            let of = methods::trait_name(of);
            if !HALVES.contains(&of.as_str()) {
                let held = item.items.iter().filter_map(methods::held).collect();
                self.items.insert(format!("{path}#{of}"), Item::Implementation(held));
            }
            return;
        }
        for method in &item.items {
            let ImplItem::Fn(method) = method else { continue };
            if is_public(&method.vis) {
                let function = methods::signature(&method.sig);
                self.put(format!("{path}::{}", method.sig.ident), Item::Function(function), &method.attrs);
            }
        }
    }

    /// The traits that macros of the runtime implement for a list of types, as far as not all types of a kind have them.
    fn macro_call(&mut self, call: &syn::Macro) {
        let name = call.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        let of: &[&str] = match name.as_str() {
            "serde" => &["Serialize", "Deserialize"],
            "error_shape" => &["Error", "ErrorShape"],
            "error_shapes" => &["Error"],
            "enumeration" => &["Ord", "From<String>", "FromStr", "Serialize", "Deserialize"],
            "int_enumeration" => &["From<i32>", "Serialize", "Deserialize"],
            _ => return,
        };
        for ty in methods::types_in(&call.tokens) {
            for of in of {
                self.items.insert(format!("types::{ty}#{of}"), Item::Implementation(Vec::new()));
            }
        }
    }

    fn derives(&mut self, path: &str, attributes: &[syn::Attribute]) {
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
            let _ = attribute.parse_nested_meta(|one| {
                let of = one.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
                self.items.insert(format!("{path}#{of}"), Item::Implementation(Vec::new()));
                Ok(())
            });
        }
    }
}

/// What only the runtime calls: how messages are written and read, which is a matter of the wire.
const HALVES: &[&str] = &["ClientOperation", "ServerOperation", "Api", "GeneratedClient", "Paged", "Event"];

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_open(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"))
}

/// Syntax as text with few spaces, such as `Option<Vec<City>>`.
fn text(syntax: &impl ToTokens) -> String {
    let spaced = syntax.to_token_stream().to_string();
    let mut out = spaced.replace(" :: ", "::");
    for (before, after) in
        [(" <", "<"), ("< ", "<"), (" >", ">"), (" ,", ","), ("( ", "("), (" )", ")"), ("& ", "&"), ("(", "(")]
    {
        out = out.replace(before, after);
    }
    out.replace("shapewright_runtime::", "")
}
