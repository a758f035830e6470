//! What generated structures and unions have in common: their tables, checks and serde forms.

/// Describes a structure by its members: for each the index, the field, the name, and what differs from the usual.
///
/// ```text
/// structure!(types::CreatePackageInput {
///     0: package_name("PackageName").required(),
///     1: tags("Tags"),
/// });
/// ```
///
/// A default follows the name: `2: limit("Limit", 10)`. The default of an optional member stands at the end:
/// `2: limit("Limit") = Some(10)`. A shape whose name is not its type's begins with `name: "createPackageInput"`, one
/// with an element of its own goes on with `element: element().name("input")`.
#[macro_export]
#[doc(hidden)]
macro_rules! __structure {
    // What fits on a line has no comma at its end.
    (types::$type:ident { name: $name:literal }) => {
        $crate::__structure!(types::$type { name: $name, });
    };
    (types::$type:ident { element: $element:expr }) => {
        $crate::__structure!(types::$type { element: $element, });
    };
    (types::$type:ident { name: $name:literal, element: $element:expr }) => {
        $crate::__structure!(types::$type { name: $name, element: $element, });
    };
    (types::$type:ident { $(name: $name:literal,)? $(element: $element:expr,)? $($index:literal: $field:ident($member:literal $(, $default:expr)? $(,)?)
        $(.$flag:ident($($argument:expr $(,)?)?))* $(= $absent:expr)?),* $(,)? }) => {
        impl $crate::private::Members for types::$type {
            #[allow(clippy::approx_constant, reason = "the numbers come from the model")]
            fn placeholder() -> Self {
                Self { $($field: $crate::__or!($($default,)? $crate::private::placeholder())),* }
            }

            fn table() -> &'static $crate::private::Shape {
                const TABLE: $crate::private::Shape = $crate::private::Shape::structure(
                    $crate::__or!($($name,)? stringify!($type)),
                    &[$($crate::private::member($member)$(.$flag($($argument)?))*
                        $(.or($crate::__or!($crate::private::fresh::<types::$type>, $absent)))?),*],
                )$(.element($element))?;
                &TABLE
            }

            fn shape(&self) -> &'static $crate::private::Shape {
                Self::table()
            }

            fn member(&self, index: usize) -> $crate::private::Field<'_> {
                match index {
                    $($index => $crate::private::Encode::field(&self.$field),)*
                    _ => $crate::private::Field::Absent,
                }
            }

            fn member_mut(&mut self, index: usize) -> Option<$crate::private::Slot<'_>> {
                match index {
                    $($index => Some($crate::private::Decode::slot(&mut self.$field)),)*
                    _ => None,
                }
            }

            $crate::__fill!($($($index $field $absent;)?)*);
        }
    };
}

/// The method that fills in the defaults of absent members, where there are defaults.
#[macro_export]
#[doc(hidden)]
macro_rules! __fill {
    () => {};
    ($($index:literal $field:ident $absent:expr;)+) => {
        #[allow(clippy::approx_constant, reason = "the numbers come from the model")]
        fn fill(&mut self, index: usize) {
            match index {
                $($index => {
                    if self.$field.is_none() {
                        self.$field = $absent;
                    }
                })+
                _ => {}
            }
        }
    };
}

/// The first of one or two expressions.
#[macro_export]
#[doc(hidden)]
macro_rules! __or {
    ($first:expr $(, $second:expr)?) => {
        $first
    };
}

/// Connects a type to serde through its wire form.
#[macro_export]
#[doc(hidden)]
macro_rules! __serde {
    ($($type:path;)*) => {$(
        impl $crate::private::serde_crate::Serialize for $type {
            fn serialize<S: $crate::private::serde_crate::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::private::serialize(self, serializer)
            }
        }

        impl<'de> $crate::private::serde_crate::Deserialize<'de> for $type {
            fn deserialize<D: $crate::private::serde_crate::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::private::deserialize(deserializer)
            }
        }
    )*};
}

/// Says which members of a structure are checked, and how: those that are always there by `one`, those that need not
/// be by `some`, and those that the type allows to be absent, but the model does not, by `required`. Where messages must
/// not tell the keys of maps, `hides_keys` comes last.
///
/// ```text
/// checks!(types::CreatePackageInput {
///     package_name: one(package_name, "PackageName"),
///     tags: some(tag_map, "Tags"),
/// });
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! __checks {
    (types::$type:ident { $($field:ident: $presence:ident($($argument:tt)*)),* $(,)? }) => {
        impl $crate::private::Check for types::$type {
            fn check(&self, at: &$crate::private::Path<'_>, report: &mut $crate::private::Report) {
                $($crate::__check!($presence, self.$field, at, report, $($argument)*);)*
            }
        }
    };
}

/// One of the [`checks`].
#[macro_export]
#[doc(hidden)]
macro_rules! __check {
    (one, $value:expr, $at:ident, $report:ident, $function:expr, $name:expr $(, $hides_keys:ident)? $(,)?) => {
        $function(&$value, &$at.member($name)$(.$hides_keys())?, $report)
    };
    (some, $value:expr, $at:ident, $report:ident, $function:expr, $name:expr $(, $hides_keys:ident)? $(,)?) => {
        if let Some(value) = &$value {
            $function(value, &$at.member($name)$(.$hides_keys())?, $report);
        }
    };
    (required, $value:expr, $at:ident, $report:ident, $name:expr $(,)?) => {
        $report.required(&$at.member($name), $value.is_some())
    };
}

/// Says of types that their model states no constraints.
#[macro_export]
#[doc(hidden)]
macro_rules! __unchecked {
    ($($type:path;)*) => {$(
        impl $crate::private::Check for $type {}
    )*};
}
