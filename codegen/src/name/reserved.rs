//! The names that generated code needs for itself, by the place where it needs them: the one table of what a model's
//! names must yield to.
//!
//! Few names need a place here. Emitters name what is not theirs by paths that begin with a module (see
//! `emit::imports`), which no type can hide, so that a name is reserved only where Rust offers no such way.

/// The types, traits and variants of the standard prelude of edition 2024; its macros, derives
/// among them, live in a namespace of their own.
///
/// Source: the documentation of `std::prelude`.
pub(super) const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// What the module of types names bare besides, and the type that a function `new` would be taken for.
pub(super) const TYPES: &[&str] = &["BTreeMap", "New"];

/// What the service trait's module names bare besides.
pub(super) const SERVICES: &[&str] = &["Error", "Request"];

/// The constant next to the markers of operations, which share the namespace of values with it.
pub(super) const MARKERS: &[&str] = &["SERVICE"];

/// The variant for what the model does not list, and the constant of enums of strings, before which a variant would take
/// precedence.
pub(super) const VARIANTS: &[&str] = &["Unknown", "VALUES"];

/// What a structure has besides its setters.
pub(super) const SETTERS: &[&str] = &["new"];

/// What the service trait's implementors have besides its methods, and what an `Arc` of one has, which wins over them.
pub(super) const METHODS: &[&str] = &[
    "as_ref",
    "builder",
    "clone",
    "clone_from",
    "clone_into",
    "core",
    "fmt",
    "into",
    "new",
    "to_owned",
    "try_into",
    "validate",
];

/// The variables of check functions, which hide a function of that name.
pub(super) const CHECKS: &[&str] = &["at", "index", "item", "key", "report", "value"];

/// Features of the generated crate that are not services, its dependency, the files that Cargo looks for, the tool whose
/// attribute the root uses, and the modules within a service (a module cannot be called as the one around it).
pub(super) const MODULES: &[&str] = &[
    "checks",
    "client",
    "default",
    "errors",
    "examples",
    "http",
    "lib",
    "main",
    "operations",
    "rustfmt",
    "rustls",
    "server",
    "shapewright_runtime",
    "sigv4",
    "types",
    "waiters",
    "wire",
];
