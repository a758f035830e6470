//! Attributes for what clippy's default lints dislike in a model's own choices.
//!
//! Templates avoid lints where they can. What remains depends on the model: names, numbers, and how deep collections
//! nest. Each attribute applies to one item and states its reason. They are `allow` instead of `expect`, because whether
//! a lint fires depends on the version and the configuration of the user's clippy.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::ir::Type;
use crate::name::Ident;

/// `clippy::approx_constant`, for an item with these tokens: a number such as `3.14` is denied by default.
pub(super) fn of_numbers(tokens: &TokenStream) -> Option<TokenStream> {
    has_approximation(tokens)
        .then(|| quote!(#[allow(clippy::approx_constant, reason = "the number comes from the model")]))
}

/// `clippy::disallowed_names`, for a function whose parameters have the names of these members.
pub(super) fn of_parameters<'i>(names: impl IntoIterator<Item = &'i Ident>) -> Option<TokenStream> {
    (names.into_iter())
        .any(|name| DISALLOWED_NAMES.contains(&name.as_str()))
        .then(|| quote!(#[allow(clippy::disallowed_names, reason = "the name comes from the model")]))
}

/// `clippy::type_complexity`, for an item in which these types are written out.
pub(super) fn of_types<'t>(types: impl IntoIterator<Item = &'t Type>) -> Option<TokenStream> {
    (types.into_iter())
        .any(|ty| complexity(ty, 1) >= COMPLEX)
        .then(|| quote!(#[allow(clippy::type_complexity, reason = "the model nests collections this deep")]))
}

/// `clippy::wrong_self_convention`, for a method that is named after an operation and takes `&self`.
pub(super) fn of_method(method: &Ident) -> Option<TokenStream> {
    let name = method.as_str();
    let promises_another_self = name.starts_with("from_")
        || name.starts_with("into_")
        || name == "to_mut"
        || name.starts_with("to_") && name.ends_with("_mut");
    promises_another_self
        .then(|| quote!(#[allow(clippy::wrong_self_convention, reason = "the name comes from the model")]))
}

/// `clippy::should_implement_trait`, for a method that is named after an operation, returns a value at once and takes
/// `&self` and one argument, as [`Ord::cmp`] does.
pub(super) fn of_pager(method: &Ident) -> Option<TokenStream> {
    (method.as_str() == "cmp")
        .then(|| quote!(#[allow(clippy::should_implement_trait, reason = "the name comes from the model")]))
}

/// `clippy::too_many_arguments`, for a function with so many parameters.
pub(super) fn of_count(parameters: usize) -> Option<TokenStream> {
    (parameters > MOST_PARAMETERS)
        .then(|| quote!(#[allow(clippy::too_many_arguments, reason = "each is a member that the model requires")]))
}

/// The number of parameters that `clippy::too_many_arguments` permits unless it is configured.
const MOST_PARAMETERS: usize = 7;

/// The names that `clippy::disallowed_names` forbids unless it is configured.
const DISALLOWED_NAMES: &[&str] = &["foo", "baz", "quux"];

/// The complexity that `clippy::type_complexity` does not let pass if there is a reference in front, which adds one,
/// unless it is configured.
const COMPLEX: usize = 250;

/// How complex clippy finds a type at this level of nesting: each name in it counts ten times its level.
fn complexity(ty: &Type, level: usize) -> usize {
    let inner = match ty {
        Type::Option(inner) | Type::Boxed(inner) | Type::List(inner) => complexity(inner, level + 1),
        Type::Map(key, value) => complexity(key, level + 1) + complexity(value, level + 1),
        Type::EventStream(_) => 10 * (level + 1),
        _ => 0,
    };
    10 * level + inner
}

/// Whether tokens contain a number that could be taken for a constant of the standard library.
fn has_approximation(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Literal(literal) => is_approximation(&literal.to_string()),
        TokenTree::Group(group) => has_approximation(&group.stream()),
        TokenTree::Ident(_) | TokenTree::Punct(_) => false,
    })
}

/// Whether a literal is a float with at least three digits that equals a constant rounded, or cut off, to its digits.
fn is_approximation(literal: &str) -> bool {
    let is_float = literal.starts_with(|c: char| c.is_ascii_digit()) && literal.len() > "3.1".len();
    let Some((_, decimals)) = literal.split_once('.').filter(|_| is_float) else { return false };
    let places = decimals.len();
    CONSTANTS
        .iter()
        .any(|constant| constant.to_string().starts_with(literal) || format!("{constant:.places$}") == literal)
}

/// The constants of `std::f64::consts`.
const CONSTANTS: &[f64] = {
    use std::f64::consts::*;
    &[
        E,
        FRAC_1_PI,
        FRAC_1_SQRT_2,
        FRAC_2_PI,
        FRAC_2_SQRT_PI,
        FRAC_PI_2,
        FRAC_PI_3,
        FRAC_PI_4,
        FRAC_PI_6,
        FRAC_PI_8,
        LN_2,
        LN_10,
        LOG2_10,
        LOG2_E,
        LOG10_2,
        LOG10_E,
        PI,
        SQRT_2,
        TAU,
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_near_constants() {
        for (literal, expected) in [
            ("3.14", true),
            ("3.1415", true),
            ("3.1416", true),
            ("3.15", false),
            ("2.72", true),
            ("3.1", false),
            ("3.141593", true),
            ("3.141594", false),
            ("0.693", true),
            ("2.718281828459045", true),
            ("314", false),
            ("\"3.14\"", false),
        ] {
            assert_eq!(is_approximation(literal), expected, "{literal}");
        }
        assert!(has_approximation(&quote!(Self { angle: -6.2832 })));
    }

    #[test]
    fn complexity_of_nested_collections() {
        let text = || Box::new(Type::String);
        let map = |value| Box::new(Type::Map(text(), value));
        let list = |item| Box::new(Type::List(item));
        assert_eq!(complexity(&map(map(map(text()))), 1), 190);
        assert_eq!(complexity(&Type::Option(map(map(map(text())))), 1), 270);
        assert_eq!(complexity(&list(list(list(list(list(list(text())))))), 1), 280);
    }
}
