//! The traits that types derive because the configuration says so.
//!
//! A derive macro is given to a type and to all that its values hold, since it mostly wants that. Of the macros of the
//! standard library it is known which types have the trait already and which cannot have it; any other is taken at its
//! word.

use crate::codes;
use std::collections::{BTreeMap, BTreeSet};

use super::types::Facts;
use crate::config::{Derives, Located, ServiceConfig};
use crate::ir::{DocumentLiteral, Enumeration, IntEnumeration, Literal, Presence, Structure, Type, Union};
use crate::name::Ident;
use shapewright_smithy::diagnostics::{Diagnostic, Report};

/// The traits of the standard library that can be derived besides those that every type has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standard {
    Copy,
    Default,
    Eq,
    Hash,
    Ord,
    PartialOrd,
}

impl Standard {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "Copy" => Self::Copy,
            "Default" => Self::Default,
            "Eq" => Self::Eq,
            "Hash" => Self::Hash,
            "Ord" => Self::Ord,
            "PartialOrd" => Self::PartialOrd,
            _ => return None,
        })
    }

    /// The trait's name after those of the traits that it stands on.
    fn with_bases(self) -> &'static [(&'static str, Self)] {
        match self {
            Self::Copy => &[("Copy", Self::Copy)],
            Self::Default => &[("Default", Self::Default)],
            Self::Eq => &[("Eq", Self::Eq)],
            Self::Hash => &[("Hash", Self::Hash)],
            Self::Ord => &[("Eq", Self::Eq), ("PartialOrd", Self::PartialOrd), ("Ord", Self::Ord)],
            Self::PartialOrd => &[("PartialOrd", Self::PartialOrd)],
        }
    }

    /// What in a value has not the trait, in words.
    fn lacks(self, ty: &Type) -> Option<&'static str> {
        match (self, ty) {
            (Self::Default, Type::Option(_) | Type::List(_) | Type::Map(..)) => None,
            (Self::Copy, Type::List(_)) => Some("a list"),
            (Self::Copy, Type::Map(..)) => Some("a map"),
            (Self::Copy, Type::Boxed(_)) => Some("kept in a box"),
            (_, Type::Option(inner) | Type::Boxed(inner) | Type::List(inner)) => self.lacks(inner),
            (_, Type::Map(key, value)) => self.lacks(key).or_else(|| self.lacks(value)),
            (Self::Copy, Type::String) => Some("a string"),
            (Self::Copy, Type::Blob) => Some("a blob"),
            (Self::Copy, Type::BigInteger | Type::BigDecimal) => Some("a number of any size"),
            (Self::Eq | Self::Hash | Self::Ord, Type::F32 | Type::F64) => Some("a float"),
            (Self::Default, Type::Document | Type::ByteStream) => None,
            (_, Type::Document) => Some("a document"),
            (_, Type::ByteStream | Type::EventStream(_)) => Some("a stream"),
            _ => None,
        }
    }

    /// The types whose values must have the trait, so that a value of this type has it.
    fn needs<'r>(self, ty: &'r Type, found: &mut Vec<&'r Ident>) {
        match ty {
            Type::Option(_) | Type::List(_) | Type::Map(..) if self == Self::Default => {}
            other => named_within(other, found),
        }
    }
}

/// The types of a service.
pub(super) struct Items<'r> {
    pub(super) structures: &'r [Structure],
    pub(super) unions: &'r [Union],
    pub(super) enumerations: &'r [Enumeration],
    pub(super) int_enumerations: &'r [IntEnumeration],
}

/// The paths of derive macros by the type that has them.
pub(super) fn derives(
    facts: &Facts<'_>,
    items: &Items<'_>,
    config: &ServiceConfig,
    report: &mut Report,
) -> BTreeMap<Ident, Vec<String>> {
    let types = Types { items, contents: contents(items) };
    let mut derives = BTreeMap::new();
    for Derives { shape, paths } in &config.derives {
        let (targets, named) = match &*shape.value {
            "*" => (types.contents.keys().copied().collect(), None),
            _ => match types.named(facts, shape) {
                Ok(ident) => (types.held(ident), Some(ident)),
                Err(fault) => {
                    report.push(fault);
                    continue;
                }
            },
        };
        for path in paths {
            match Standard::named(&path.value) {
                Some(standard) => {
                    if let Err(fault) = types.give(standard, path, &targets, named, &mut derives) {
                        report.push(fault);
                    }
                }
                None => targets.iter().for_each(|target| add(&mut derives, target, &path.value)),
            }
        }
    }
    derives
}

fn add(derives: &mut BTreeMap<Ident, Vec<String>>, target: &Ident, name: &str) {
    let list: &mut Vec<String> = derives.entry(target.clone()).or_default();
    if !list.iter().any(|have| have == name) {
        list.push(name.to_owned());
    }
}

/// What the values of each type hold; nothing for an enum of strings or integers.
fn contents<'r>(items: &Items<'r>) -> BTreeMap<&'r Ident, Vec<&'r Type>> {
    let of_structures = items.structures.iter().map(|structure| {
        let members = structure.members.iter().map(|member| &member.ty);
        (&structure.name.ident, members.collect())
    });
    let of_unions = items.unions.iter().map(|union| {
        let variants = union.variants.iter().map(|variant| &variant.ty);
        (&union.name.ident, variants.collect())
    });
    let enumerations = items.enumerations.iter().map(|item| &item.name.ident);
    let int_enumerations = items.int_enumerations.iter().map(|item| &item.name.ident);
    let simple = enumerations.chain(int_enumerations).map(|ident| (ident, Vec::new()));
    of_structures.chain(of_unions).chain(simple).collect()
}

struct Types<'r> {
    items: &'r Items<'r>,
    contents: BTreeMap<&'r Ident, Vec<&'r Type>>,
}

impl<'r> Types<'r> {
    /// The type that is made of a shape of this name or id.
    fn named(&self, facts: &'r Facts<'_>, shape: &Located<String>) -> Result<&'r Ident, Diagnostic> {
        let shapes = || facts.closure.shapes.values().filter(|shape| facts.names.has_type(shape));
        let found = shapes().find(|one| one.id.name() == shape.value || one.id == *shape.value);
        found.map(|shape| facts.names.ty(shape)).ok_or_else(|| {
            let message = format!("the service has no structure, union or enum `{}`", shape.value);
            Diagnostic::new(codes::UNKNOWN_NAME, shape.place, message)
                .did_you_mean(&shape.value, shapes().map(|one| one.id.name()))
        })
    }

    /// A type with all the types of what its values hold.
    fn held(&self, ident: &'r Ident) -> BTreeSet<&'r Ident> {
        let mut held = BTreeSet::new();
        let mut open = vec![ident];
        while let Some(ident) = open.pop() {
            if held.insert(ident) {
                let contents = self.contents.get(ident).into_iter().flatten();
                contents.for_each(|ty| named_within(ty, &mut open));
            }
        }
        held
    }

    /// Gives a trait to those of the types that can have it and have it not; the named one must be among those that can.
    fn give(
        &self,
        standard: Standard,
        path: &Located<String>,
        targets: &BTreeSet<&'r Ident>,
        named: Option<&'r Ident>,
        derives: &mut BTreeMap<Ident, Vec<String>>,
    ) -> Result<(), Diagnostic> {
        let reasons = self.reasons(standard);
        if let Some(reason) = named.and_then(|named| reasons.get(named)) {
            let message = format!("`{}` cannot be derived: {reason}", path.value);
            return Err(Diagnostic::new(codes::DERIVE, path.place, message));
        }
        for (name, base) in standard.with_bases() {
            let present = self.present(*base);
            let lacking = targets.iter().filter(|target| !present.contains(*target) && !reasons.contains_key(*target));
            lacking.for_each(|target| add(derives, target, name));
        }
        Ok(())
    }

    /// The types that have a trait anyway.
    fn present(&self, standard: Standard) -> BTreeSet<&'r Ident> {
        let Items { structures, enumerations, int_enumerations, .. } = self.items;
        let enumerations = enumerations.iter().map(|item| &item.name.ident);
        let int_enumerations = int_enumerations.iter().map(|item| &item.name.ident);
        match standard {
            Standard::Default => {
                structures.iter().filter(|one| one.is_empty_by_default()).map(|one| &one.name.ident).collect()
            }
            Standard::Copy => int_enumerations.collect(),
            _ => enumerations.chain(int_enumerations).collect(),
        }
    }

    /// The types that cannot have a trait, and why: for something of their own, or for what they hold.
    fn reasons(&self, standard: Standard) -> BTreeMap<&'r Ident, String> {
        let present = self.present(standard);
        let mut reasons: BTreeMap<&Ident, String> = self.own_reasons(standard).collect();
        reasons.retain(|ident, _| !present.contains(ident));
        let mut needs: BTreeMap<&Ident, Vec<&Ident>> = BTreeMap::new();
        for structure in self.items.structures.iter().filter(|one| !present.contains(&one.name.ident)) {
            let needed = needs.entry(&structure.name.ident).or_default();
            structure.members.iter().for_each(|member| standard.needs(&member.ty, needed));
        }
        // A reason spreads to all that hold the type. Each round finds some more, or is the last.
        loop {
            let spread = needs.iter().filter(|(ident, _)| !reasons.contains_key(*ident));
            let found: Vec<(&Ident, String)> = spread
                .filter_map(|(ident, needed)| Some((*ident, needed.iter().find_map(|one| reasons.get(one))?.clone())))
                .collect();
            if found.is_empty() {
                return reasons;
            }
            reasons.extend(found);
        }
    }

    fn own_reasons(&self, standard: Standard) -> impl Iterator<Item = (&'r Ident, String)> {
        let Items { structures, unions, enumerations, int_enumerations } = *self.items;
        let unions = unions.iter().map(|union| {
            let reason = format!("the union `{}` keeps what it does not know as a document", union.name.wire);
            (&union.name.ident, reason)
        });
        let enumerations = enumerations.iter().map(|one| &one.name).chain(int_enumerations.iter().map(|one| &one.name));
        let enumerations = enumerations.filter_map(move |name| {
            let reason = match standard {
                Standard::Copy => format!("the enum `{}` keeps what it does not know as a string", name.wire),
                Standard::Default => format!("the enum `{}` has no value that stands for nothing", name.wire),
                _ => return None,
            };
            Some((&name.ident, reason))
        });
        let structures = structures.iter().filter_map(move |structure| {
            let reason = structure.members.iter().find_map(|member| {
                let of_model = match &member.presence {
                    Presence::Default(value) if standard == Standard::Default && !is_natural(value) => {
                        Some("given a default by the model, which `new` sets")
                    }
                    _ => None,
                };
                let what = of_model.or_else(|| standard.lacks(&member.ty))?;
                Some(format!("the member `{}` of `{}` is {what}", member.name.wire, structure.name.wire))
            });
            Some((&structure.name.ident, reason?))
        });
        unions.chain(enumerations).chain(structures)
    }
}

/// Whether a value is the default of its type.
fn is_natural(value: &Literal) -> bool {
    match value {
        Literal::Bool(value) => !value,
        Literal::Integer(value) => *value == 0,
        Literal::Float(value) => *value == 0.0 && value.is_sign_positive(),
        Literal::String(text) => text.is_empty(),
        Literal::Blob(bytes) | Literal::ByteStream(bytes) => bytes.is_empty(),
        Literal::BigInteger(text) | Literal::BigDecimal(text) => text == "0",
        Literal::Timestamp { secs, nanos } => *secs == 0 && *nanos == 0,
        Literal::Empty(_) => true,
        Literal::List(_) | Literal::Map(_) => false,
        Literal::Document(DocumentLiteral::Null) => true,
        _ => false,
    }
}

fn named_within<'r>(ty: &'r Type, found: &mut Vec<&'r Ident>) {
    match ty {
        Type::Named(ident) | Type::EventStream(ident) => found.push(ident),
        Type::Option(inner) | Type::Boxed(inner) | Type::List(inner) => named_within(inner, found),
        Type::Map(key, value) => {
            named_within(key, found);
            named_within(value, found);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{faults, reaching, resolved_with};

    fn shapes() -> String {
        reaching("t#All")
            + r##", "t#All": { "type": "structure", "members": { "exact": { "target": "t#Exact" },
                "rough": { "target": "t#Rough" }, "either": { "target": "t#Either" } } },
            "t#Exact": { "type": "structure", "members": { "when": { "target": "smithy.api#Timestamp" },
                "color": { "target": "t#Color" }, "more": { "target": "t#More" }, "size": { "target": "t#Size" } } },
            "t#Size": { "type": "intEnum", "members": {
                "BIG": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 1 } } } },
            "t#More": { "type": "structure", "members": { "names": { "target": "t#Names" } } },
            "t#Names": { "type": "list", "member": { "target": "smithy.api#String" } },
            "t#Rough": { "type": "structure", "members": { "size": { "target": "smithy.api#Double",
                "traits": { "smithy.api#required": {} } }, "count": { "target": "smithy.api#Integer",
                "traits": { "smithy.api#default": 0 } }, "of": { "target": "t#Size" } } },
            "t#Either": { "type": "union", "members": { "a": { "target": "smithy.api#String" } } },
            "t#Fixed": { "type": "structure", "members": { "rough": { "target": "t#Rough",
                "traits": { "smithy.api#required": {} } }, "limit": { "target": "smithy.api#Integer",
                "traits": { "smithy.api#default": 5 } } } },
            "t#Whole": { "type": "structure", "members": { "rough": { "target": "t#Rough",
                "traits": { "smithy.api#required": {} } }, "colors": { "target": "t#Colors",
                "traits": { "smithy.api#required": {} } } } },
            "t#Colors": { "type": "list", "member": { "target": "t#Color" } },
            "t#Color": { "type": "enum", "members": {
                "RED": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "r" } } } }"##
    }

    /// The same with more structures to reach.
    fn more_shapes() -> String {
        shapes().replace(
            r#""either": { "target": "t#Either" }"#,
            r#""either": { "target": "t#Either" }, "fixed": { "target": "t#Fixed" }, "whole": { "target": "t#Whole" }"#,
        )
    }

    fn given(shapes: &str, config: &str) -> String {
        let config = format!("[services.test.derives]\n{config}\n[dependencies]\na = '1'");
        let service = resolved_with(shapes, &config);
        let found = service.derives.iter().map(|(ty, paths)| format!("{}: {}", ty.as_str(), paths.join(", ")));
        found.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_trait_goes_to_what_can_have_it() {
        for (config, expected) in [
            ("Exact = ['Hash']", "Exact: Hash; More: Hash"),
            ("'t#Exact' = ['Ord', 'Eq']", "Exact: Eq, PartialOrd, Ord; More: Eq, PartialOrd, Ord"),
            ("'*' = ['Eq']", "Exact: Eq; GetInput: Eq; More: Eq"),
            ("'*' = ['std::cmp::Eq', 'core::hash::Hash', 'Eq']", "Exact: Eq, Hash; GetInput: Eq, Hash; More: Eq, Hash"),
            ("Rough = ['PartialOrd']", "Rough: PartialOrd"),
            ("Rough = ['a::B']", "Rough: a::B; Size: a::B"),
            ("Exact = ['a::B']", "Color: a::B; Exact: a::B; More: a::B; Size: a::B"),
            ("Rough = ['Copy']", "Rough: Copy"),
        ] {
            assert_eq!(given(&shapes(), config), expected, "{config}");
        }
        for (config, expected) in [
            ("'*' = ['Copy']", "Fixed: Copy; GetInput: Copy; Rough: Copy"),
            ("'*' = ['Default']", "Rough: Default; Whole: Default"),
            ("Whole = ['Default']", "Rough: Default; Whole: Default"),
            // It has it anyway.
            ("All = ['Default']", "Rough: Default; Whole: Default"),
        ] {
            assert_eq!(given(&more_shapes(), config), expected, "{config}");
        }
    }

    #[test]
    fn what_cannot_be_derived_is_reported() {
        for (config, expected) in [
            ("Rough = ['Eq']", "`Eq` cannot be derived: the member `size` of `Rough` is a float"),
            ("Fixed = ['Hash']", "`Hash` cannot be derived: the member `size` of `Rough` is a float"),
            ("Exact = ['Copy']", "`Copy` cannot be derived: the enum `Color` keeps what it does not know as a string"),
            ("More = ['Copy']", "`Copy` cannot be derived: the member `names` of `More` is a list"),
            (
                "Color = ['Default']",
                "`Default` cannot be derived: the enum `Color` has no value that stands for nothing",
            ),
            (
                "Fixed = ['Default']",
                "`Default` cannot be derived: the member `limit` of `Fixed` is given a default by the model, which \
                 `new` sets",
            ),
            (
                "Either = ['Hash']",
                "`Hash` cannot be derived: the union `Either` keeps what it does not know as a document",
            ),
            ("Exakt = ['Eq']", "the service has no structure, union or enum `Exakt`"),
        ] {
            let found = faults(&more_shapes(), &format!("[services.test.derives]\n{config}"));
            assert_eq!(
                found.iter().map(|fault| fault.split(" (").next().unwrap()).collect::<Vec<_>>(),
                [expected],
                "{config}"
            );
        }
    }
}
