//! What generated enums have in common.

/// Gives an enum of strings its values: for each the variant and the text. Where internal values are not to be told,
/// those that are come first: `VALUES: ["a"]`.
#[macro_export]
#[doc(hidden)]
macro_rules! __texts {
    ($type:ident { VALUES: [$($listed:literal),* $(,)?], $($variant:ident: $text:literal),* $(,)? }) => {
        impl $type {
            /// The values that the model lists.
            pub const VALUES: &'static [&'static str] = &[$($listed),*];

            /// The value on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }

            // Clippy takes a function with the name of its type for a constructor; no type's name ends like this.
            pub(crate) fn known_(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
    ($type:ident { $($variant:ident: $text:literal),* $(,)? }) => {
        $crate::__texts!($type { VALUES: [$($text),*], $($variant: $text),* });
    };
}

/// Connects an enum of strings, which has `as_str` and `From<String>`, to everything that strings can be in.
#[macro_export]
#[doc(hidden)]
macro_rules! __enumeration {
    ($($type:path;)*) => {$(
        impl From<&str> for $type {
            fn from(text: &str) -> Self {
                Self::known_(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
            }
        }

        impl From<String> for $type {
            fn from(text: String) -> Self {
                Self::known_(&text).unwrap_or(Self::Unknown(text))
            }
        }

        impl std::str::FromStr for $type {
            type Err = std::convert::Infallible;

            // `Self::Err` may be a value of the enum.
            fn from_str(text: &str) -> Result<Self, std::convert::Infallible> {
                Ok(text.into())
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        // By their text, so that maps keep the order of their keys on the wire. A value that somebody made as unknown
        // although the model lists it is not equal to the listed one, so that it comes after it.
        impl Ord for $type {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                let is_unknown = |value: &Self| matches!(value, Self::Unknown(_));
                self.as_str().cmp(other.as_str()).then_with(|| is_unknown(self).cmp(&is_unknown(other)))
            }
        }

        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl $crate::private::Enumeration for $type {
            fn is_known(&self) -> bool {
                !matches!(self, Self::Unknown(_))
            }

            fn values(&self) -> &'static [&'static str] {
                Self::VALUES
            }
        }

        impl $crate::private::Key for $type {
            fn from_text(text: String) -> Self {
                text.into()
            }

            fn as_text(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::private::Decode for $type {
            fn placeholder() -> Self {
                Self::Unknown(String::new())
            }

            fn decode(&mut self, from: &mut dyn $crate::private::Source) -> $crate::private::Flow {
                from.text(&mut |text| {
                    *self = text.into();
                    Ok(())
                })
            }
        }

        impl $crate::private::Encode for $type {
            fn encode(&self, to: &mut dyn $crate::private::Sink) -> $crate::private::Flow {
                to.string(self.as_str())
            }

            fn field(&self) -> $crate::private::Field<'_> {
                $crate::private::Field::Text(self.as_str())
            }
        }

        impl $crate::private::Text for $type {
            fn from_text(
                text: &str,
                _: $crate::private::TextFormat,
                _: $crate::private::Offsets,
            ) -> Result<Self, String> {
                Ok(text.into())
            }

            fn push_text(&self, _: $crate::private::TextFormat, out: &mut String) -> Result<(), &'static str> {
                out.push_str(self.as_str());
                Ok(())
            }
        }

        $crate::__serde!($type;);
    )*};
}

/// Gives an enum of integers its values: for each the variant and the number. Where internal values are not to be told,
/// those that are come first: `VALUES: [1]`.
#[macro_export]
#[doc(hidden)]
macro_rules! __integers {
    ($type:ident { VALUES: [$($listed:literal),* $(,)?], $($variant:ident: $value:literal),* $(,)? }) => {
        impl $type {
            /// The values that the model lists.
            pub const VALUES: &'static [i32] = &[$($listed),*];

            /// The value on the wire.
            pub fn value(&self) -> i32 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => *value,
                }
            }
        }

        impl From<i32> for $type {
            fn from(value: i32) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown(value),
                }
            }
        }

        impl $crate::private::Enumeration for $type {
            fn is_known(&self) -> bool {
                !matches!(self, Self::Unknown(_))
            }

            fn values(&self) -> &'static [&'static str] {
                &[$(stringify!($listed)),*]
            }
        }
    };
    ($type:ident { $($variant:ident: $value:literal),* $(,)? }) => {
        $crate::__integers!($type { VALUES: [$($value),*], $($variant: $value),* });
    };
}

/// Connects an enum of integers, which has `value` and `From<i32>`, to everything that integers can be in.
#[macro_export]
#[doc(hidden)]
macro_rules! __int_enumeration {
    ($($type:path;)*) => {$(
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl $crate::private::Decode for $type {
            fn placeholder() -> Self {
                Self::Unknown(0)
            }

            fn decode(&mut self, from: &mut dyn $crate::private::Source) -> $crate::private::Flow {
                let mut value = 0_i32;
                value.decode(from)?;
                *self = value.into();
                Ok(())
            }
        }

        impl $crate::private::Encode for $type {
            fn encode(&self, to: &mut dyn $crate::private::Sink) -> $crate::private::Flow {
                to.integer(self.value().into())
            }
        }

        impl $crate::private::Text for $type {
            fn from_text(
                text: &str,
                format: $crate::private::TextFormat,
                offsets: $crate::private::Offsets,
            ) -> Result<Self, String> {
                <i32 as $crate::private::Text>::from_text(text, format, offsets).map(Into::into)
            }

            fn push_text(
                &self,
                format: $crate::private::TextFormat,
                out: &mut String,
            ) -> Result<(), &'static str> {
                $crate::private::Text::push_text(&self.value(), format, out)
            }
        }

        $crate::__serde!($type;);
    )*};
}
