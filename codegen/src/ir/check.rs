//! Constraint checks.

use super::Type;
use crate::name::Ident;
use crate::pattern::Matcher;

/// How a value is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// By the check of its own type: a structure, a union.
    Nested,
    /// An enum that has no constraint but its values.
    Known,
    /// By this function.
    Call(Ident),
}

/// What a structure's check does with one member.
#[derive(Clone, Debug)]
pub(crate) struct MemberCheck {
    /// The field.
    pub field: Ident,
    /// The member's name, for the path.
    pub wire: String,
    /// Whether the field is an `Option`.
    pub optional: bool,
    /// Whether `None` is a violation (a required member that its type makes optional).
    pub required: bool,
    /// What is checked in the value.
    pub check: Option<Check>,
    /// Whether the keys of maps in it must not be told.
    pub hides_keys: bool,
}

/// A function that checks a value of one shape, or of one member that constrains more than its target.
#[derive(Clone, Debug)]
pub(crate) struct CheckFn {
    /// The function.
    pub ident: Ident,
    /// The shape or member that it is for, for documentation.
    pub shape_id: String,
    /// What it takes.
    pub checked: Checked,
    /// The value's own constraints, in this order.
    pub constraints: Vec<Constraint>,
}

/// What a check function takes, and what it goes on to.
#[derive(Clone, Debug)]
pub(crate) enum Checked {
    /// `&str`.
    Text,
    /// A number, by value.
    Number(Type),
    /// `&BigInteger` or `&BigDecimal`.
    BigNumber(Type),
    /// `&Blob`.
    Blob,
    /// A reference to an enum.
    Enumeration(Ident),
    /// A slice.
    List {
        /// The type of the items, with `Option` in sparse lists.
        item: Type,
        /// How each item is checked; the nulls of a sparse list are not.
        check: Option<Check>,
    },
    /// A reference to a `BTreeMap`.
    Map {
        /// The type of the keys.
        key: Type,
        /// The type of the values, with `Option` in sparse maps.
        value: Type,
        /// How each key is checked, a string or an enum. What is wrong with a key is reported with the map's path.
        key_check: Option<Check>,
        /// How each value is checked; the nulls of a sparse map are not.
        value_check: Option<Check>,
    },
}

/// A constraint of a value itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constraint {
    /// `smithy.api#length`.
    Length {
        /// What is counted.
        of: LengthOf,
        /// The least length.
        min: Option<u64>,
        /// The greatest length.
        max: Option<u64>,
    },
    /// `smithy.api#range`.
    Range {
        /// The least value.
        min: Option<Limit>,
        /// The greatest value.
        max: Option<Limit>,
    },
    /// `smithy.api#pattern`.
    Pattern {
        /// The [`PatternItem`] that matches it.
        matcher: Ident,
        /// The pattern as the model or the configuration writes it, for the message.
        text: String,
    },
    /// `smithy.api#uniqueItems`.
    UniqueItems,
    /// An enum must have the value.
    Known,
}

/// A bound of a range.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Limit {
    /// The number as the model writes it, for the message.
    pub text: String,
    /// What values are compared with.
    pub value: LimitValue,
    /// Whether the least or the greatest finite value of the type stands for it: the number is that value, or beyond.
    pub is_limit: bool,
}

/// A number of the type that is checked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LimitValue {
    /// Of one of the types for integers of up to 64 bits.
    Integer(i64),
    /// Of an `f32`.
    Single(f32),
    /// Of an `f64`.
    Double(f64),
    /// Of a type without limits, as text: digits for an integer.
    Big(String),
}

/// What a length counts (Smithy 2.0, "length trait").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LengthOf {
    /// Unicode scalar values of a string.
    Chars,
    /// Bytes of a blob.
    Bytes,
    /// Items of a list.
    Items,
    /// Entries of a map.
    Entries,
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(crate) struct PatternItem {
    /// The item that holds it.
    pub ident: Ident,
    /// The lines of its documentation.
    pub docs: Vec<String>,
    /// How it is matched.
    pub matcher: Matcher,
}
