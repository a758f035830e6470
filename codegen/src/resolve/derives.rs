//! The traits that types derive because the configuration says so.
//!
//! A derive macro is given to a type and to all that its values hold, since it mostly wants that. Of the macros of the
//! standard library it is known which types cannot have them; any other is taken at its word.

use std::collections::{BTreeMap, BTreeSet};

use super::types::Facts;
use crate::config::{Derives, Located, ServiceConfig};
use crate::diagnostics::{Diagnostic, Report};
use crate::ir::{Enumeration, IntEnumeration, Structure, Type, Union};
use crate::name::Ident;

/// The traits of the standard library, each with those that it stands on. Enums of strings have them all.
const STANDARD: &[(&str, &[&str])] =
    &[("Eq", &["Eq"]), ("Hash", &["Hash"]), ("Ord", &["Eq", "PartialOrd", "Ord"]), ("PartialOrd", &["PartialOrd"])];

/// Those that enums of integers have.
const OF_INT_ENUMERATIONS: &[&str] = &["Eq", "Hash"];

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
    let types = Types::new(items);
    let mut derives = BTreeMap::new();
    for Derives { shape, paths } in &config.derives {
        let (targets, is_all) = match &*shape.value {
            "*" => (types.contents.keys().copied().collect(), true),
            _ => match types.named(facts, shape) {
                Ok(ident) => (types.held(ident), false),
                Err(fault) => {
                    report.push(fault);
                    continue;
                }
            },
        };
        for path in paths {
            if let Err(fault) = types.give(path, &targets, is_all, &mut derives) {
                report.push(fault);
            }
        }
    }
    derives
}

/// What the values of each type hold; nothing for an enum of strings or integers.
struct Types<'r> {
    contents: BTreeMap<&'r Ident, Vec<&'r Type>>,
    /// The types that no trait of the standard library can be derived for, and why.
    inexact: BTreeMap<&'r Ident, String>,
    enumerations: BTreeSet<&'r Ident>,
    int_enumerations: BTreeSet<&'r Ident>,
}

impl<'r> Types<'r> {
    fn new(items: &Items<'r>) -> Self {
        let Items { structures, unions, enumerations, int_enumerations } = *items;
        let of_structures = structures
            .iter()
            .map(|structure| (&structure.name.ident, structure.members.iter().map(|member| &member.ty).collect()));
        let of_unions =
            unions.iter().map(|union| (&union.name.ident, union.variants.iter().map(|variant| &variant.ty).collect()));
        let mut contents: BTreeMap<&Ident, Vec<_>> = of_structures.chain(of_unions).collect();
        let enumerations: BTreeSet<&Ident> = enumerations.iter().map(|item| &item.name.ident).collect();
        let int_enumerations: BTreeSet<&Ident> = int_enumerations.iter().map(|item| &item.name.ident).collect();
        contents.extend(enumerations.iter().chain(&int_enumerations).map(|ident| (*ident, Vec::new())));
        let mut types = Self { contents, inexact: BTreeMap::new(), enumerations, int_enumerations };
        for union in unions {
            let reason = format!("the union `{}` keeps what it does not know as a document", union.name.wire);
            types.inexact.insert(&union.name.ident, reason);
        }
        for structure in structures {
            let mut members = structure.members.iter();
            let reason = members.find_map(|member| Some((member, inexact(&member.ty)?)));
            if let Some((member, what)) = reason {
                let reason = format!("the member `{}` of `{}` is {what}", member.name.wire, structure.name.wire);
                types.inexact.insert(&structure.name.ident, reason);
            }
        }
        types
    }

    /// The type that is made of a shape of this name or id.
    fn named(&self, facts: &'r Facts<'_>, shape: &Located<String>) -> Result<&'r Ident, Diagnostic> {
        let shapes = || facts.closure.shapes.values().filter(|shape| facts.names.has_type(shape));
        let found = shapes().find(|one| one.id.name() == shape.value || one.id == *shape.value);
        found.map(|shape| facts.names.ty(shape)).ok_or_else(|| {
            let message = format!("the service has no structure, union or enum `{}`", shape.value);
            Diagnostic::error(shape.place, message).did_you_mean(&shape.value, shapes().map(|one| one.id.name()))
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

    fn give(
        &self,
        path: &Located<String>,
        targets: &BTreeSet<&'r Ident>,
        is_all: bool,
        derives: &mut BTreeMap<Ident, Vec<String>>,
    ) -> Result<(), Diagnostic> {
        let standard = STANDARD.iter().find(|(name, _)| *name == path.value).map(|(_, names)| *names);
        let own = [&*path.value];
        for target in targets {
            let has = |name: &str| {
                self.enumerations.contains(*target) && standard.is_some()
                    || self.int_enumerations.contains(*target) && OF_INT_ENUMERATIONS.contains(&name)
            };
            let names: Vec<&str> = standard.unwrap_or(&own).iter().copied().filter(|name| !has(name)).collect();
            match standard.and_then(|_| self.held(target).iter().find_map(|held| self.inexact.get(held))) {
                Some(_) if is_all => continue,
                Some(reason) => {
                    let message = format!("`{}` cannot be derived: {reason}", path.value);
                    return Err(Diagnostic::error(path.place, message));
                }
                None => {}
            }
            for name in names {
                let list: &mut Vec<String> = derives.entry((*target).clone()).or_default();
                if !list.iter().any(|have| have == name) {
                    list.push(name.to_owned());
                }
            }
        }
        Ok(())
    }
}

/// What a value holds that has no exact equality, in words.
fn inexact(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::F32 | Type::F64 => Some("a float"),
        Type::Document => Some("a document"),
        Type::ByteStream | Type::EventStream(_) => Some("a stream"),
        Type::Option(inner) | Type::Boxed(inner) | Type::List(inner) => inexact(inner),
        Type::Map(key, value) => inexact(key).or_else(|| inexact(value)),
        _ => None,
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
            "t#Rough": { "type": "structure", "members": { "size": { "target": "smithy.api#Double" } } },
            "t#Either": { "type": "union", "members": { "a": { "target": "smithy.api#String" } } },
            "t#Color": { "type": "enum", "members": {
                "RED": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "r" } } } }"##
    }

    #[test]
    fn a_trait_goes_to_what_can_have_it() {
        for (config, expected) in [
            ("Exact = ['Hash']", "Exact: Hash; More: Hash"),
            (
                "'t#Exact' = ['Ord', 'Eq']",
                "Exact: Eq, PartialOrd, Ord; More: Eq, PartialOrd, Ord; Size: PartialOrd, Ord",
            ),
            ("'*' = ['Eq']", "Exact: Eq; GetInput: Eq; More: Eq"),
            ("Rough = ['a::B']", "Rough: a::B"),
            ("Exact = ['a::B']", "Color: a::B; Exact: a::B; More: a::B; Size: a::B"),
        ] {
            let service = resolved_with(&shapes(), &format!("[test.derives]\n{config}"));
            let found = service.derives.iter().map(|(ty, paths)| format!("{}: {}", ty.as_str(), paths.join(", ")));
            assert_eq!(found.collect::<Vec<_>>().join("; "), expected, "{config}");
        }
    }

    #[test]
    fn what_cannot_be_derived_is_reported() {
        for (config, expected) in [
            ("Rough = ['Eq']", "`Eq` cannot be derived: the member `size` of `Rough` is a float"),
            (
                "All = ['Hash']",
                "`Hash` cannot be derived: the union `Either` keeps what it does not know as a document",
            ),
            ("Exakt = ['Eq']", "the service has no structure, union or enum `Exakt`"),
        ] {
            assert_eq!(faults(&shapes(), &format!("[test.derives]\n{config}")), [expected], "{config}");
        }
    }
}
