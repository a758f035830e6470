//! Namespaces in which each identifier is given out once.

use std::collections::BTreeSet;

use super::ident::{self, Ident};
use super::{reserved, spell};

/// The kind of thing that a name is for, which decides how it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Case {
    /// A module: snake case.
    Module,
    /// A structure, enum, trait or alias: upper camel case that keeps acronyms as the model has
    /// them.
    Type,
    /// A variant of an enum: upper camel case.
    Variant,
    /// A field of a structure: snake case.
    Field,
    /// A function or method: snake case.
    Function,
    /// A constant: upper snake case.
    Constant,
}

/// A set of identifiers of one kind of which no two are equal.
///
/// What a scope answers depends on nothing but the calls made before, and [`Scope::claim_all`]
/// does not depend on the order of its names either.
#[derive(Clone, Debug)]
pub struct Scope {
    case: Case,
    taken: BTreeSet<String>,
}

impl Scope {
    /// An empty scope.
    pub fn new(case: Case) -> Self {
        Self { case, taken: BTreeSet::new() }
    }

    /// A scope for the modules of services.
    pub fn modules() -> Self {
        Self::with_reserved(Case::Module, &[reserved::MODULES])
    }

    /// A scope for service traits.
    pub fn services() -> Self {
        Self::with_reserved(Case::Type, &[reserved::PRELUDE, reserved::SERVICES])
    }

    /// A scope for types, in which the names of the prelude are taken: generated code uses them
    /// bare, and so does whoever imports all generated types at once.
    pub fn types() -> Self {
        Self::with_reserved(Case::Type, &[reserved::PRELUDE, reserved::TYPES])
    }

    /// A scope for the markers of operations.
    pub fn markers() -> Self {
        Self::with_reserved(Case::Type, &[reserved::PRELUDE, reserved::MARKERS])
    }

    /// A scope for the methods of one service.
    pub fn methods() -> Self {
        Self::with_reserved(Case::Function, &[reserved::METHODS])
    }

    /// A scope for the variants of one enum.
    pub fn variants() -> Self {
        Self::with_reserved(Case::Variant, &[reserved::VARIANTS])
    }

    /// A scope for the fields of one structure.
    pub fn fields() -> Self {
        Self::new(Case::Field)
    }

    /// A scope for the setters of one structure.
    pub fn setters() -> Self {
        Self::with_reserved(Case::Function, &[reserved::SETTERS])
    }

    /// A scope for the functions that check values.
    pub fn checks() -> Self {
        Self::with_reserved(Case::Function, &[reserved::CHECKS])
    }

    /// Takes an identifier out of circulation, written exactly as given.
    pub fn reserve(&mut self, text: &str) {
        self.taken.insert(text.to_owned());
    }

    /// The identifier for a name of the model.
    pub fn claim(&mut self, wire: &str) -> Ident {
        self.settle(spell::spell(self.case, wire))
    }

    /// The identifiers for several names of the model, in the order of the names.
    ///
    /// Which of two clashing names yields does not depend on that order: first come the names that
    /// are identifiers as they stand, then those that can be had without a suffix, then the rest;
    /// among equals the smaller name comes first.
    pub fn claim_all(&mut self, wires: &[&str]) -> Vec<Ident> {
        let mut texts: Vec<String> = wires.iter().map(|wire| spell::spell(self.case, wire)).collect();
        let mut order: Vec<usize> = (0..wires.len()).collect();
        order.sort_by_key(|&i| (texts[i] != wires[i], wires[i]));
        order.retain(|&i| !self.take(&texts[i]));
        for i in order {
            texts[i] = self.settle(std::mem::take(&mut texts[i])).as_str().to_owned();
        }
        texts.into_iter().map(Ident::new).collect()
    }

    /// The identifier for a name that we derive from a name of the model, such as `CreateError`
    /// from `create` and `Error`, or `with_type` from `type` and `with_`.
    ///
    /// Prefix and suffix must be in this scope's case.
    pub fn claim_derived(&mut self, wire: &str, prefix: &str, suffix: &str) -> Ident {
        self.settle(format!("{prefix}{}{suffix}", spell::spell(self.case, wire)))
    }

    /// The identifier for a name that we derive from an identifier claimed before, perhaps in
    /// another scope of the same case.
    ///
    /// Unlike [`Scope::claim_derived`] this keeps the suffix that settled a clash, so that the
    /// method for the field `size_` is `with_size_`.
    pub fn claim_affixed(&mut self, base: &Ident, prefix: &str, suffix: &str) -> Ident {
        // Two underscores in a row are no snake case.
        let base = if suffix.starts_with('_') { base.as_str().trim_end_matches('_') } else { base.as_str() };
        self.settle(format!("{prefix}{base}{suffix}"))
    }

    fn with_reserved(case: Case, tables: &[&[&str]]) -> Self {
        let taken = tables.iter().flat_map(|table| table.iter()).map(|&text| text.to_owned()).collect();
        Self { case, taken }
    }

    /// Takes the text itself, or the first free one with a suffix.
    fn settle(&mut self, text: String) -> Ident {
        if self.take(&text) {
            return Ident::new(text);
        }
        let mut candidate = format!("{text}{}", self.clash_suffix());
        let stem = candidate.clone();
        let mut number = 2;
        while !self.take(&candidate) {
            candidate = format!("{stem}{number}");
            number += 1;
        }
        Ident::new(candidate)
    }

    /// Takes the text if it is free; answers whether it was.
    fn take(&mut self, text: &str) -> bool {
        !ident::is_forbidden(text) && self.taken.insert(text.to_owned())
    }

    fn clash_suffix(&self) -> &'static str {
        match self.case {
            Case::Type => "Shape",
            Case::Variant => "Value",
            Case::Module | Case::Field | Case::Function | Case::Constant => "_",
        }
    }
}
