//! Values as text: in labels, query strings and headers.

use crate::timestamp::Offsets;
use crate::{BigDecimal, BigInteger, Blob, Timestamp, TimestampFormat};

/// The text that replaces sensitive values.
pub(crate) const REDACTED: &str = "** redacted **";

/// How a value is written where there is more than one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFormat {
    /// The only way there is.
    Plain,
    /// A timestamp in this format.
    Timestamp(TimestampFormat),
    /// A string with a media type, in base64 (`httpHeader` trait, "Serialization rules").
    Base64,
}

/// A value that has a text form.
#[doc(hidden)]
pub trait Text: Sized {
    /// Reads the value from its text.
    ///
    /// # Errors
    ///
    /// The reason, without the text itself.
    fn from_text(text: &str, format: TextFormat, offsets: Offsets) -> Result<Self, String>;

    /// Appends the value's text.
    ///
    /// # Errors
    ///
    /// The reason why the format cannot say the value.
    fn push_text(&self, format: TextFormat, out: &mut String) -> Result<(), &'static str>;
}

/// NaN and the infinities as Smithy's protocols write them.
pub(crate) fn special_float(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

/// The reverse of [`special_float`]; `None` for finite numbers.
pub(crate) fn special_float_name(value: f64) -> Option<&'static str> {
    if value.is_finite() {
        None
    } else if value.is_nan() {
        Some("NaN")
    } else if value > 0.0 {
        Some("Infinity")
    } else {
        Some("-Infinity")
    }
}

impl Text for String {
    fn from_text(text: &str, format: TextFormat, _: Offsets) -> Result<Self, String> {
        match format {
            TextFormat::Base64 => {
                let blob = Blob::from_base64(text).map_err(|error| error.to_string())?;
                String::from_utf8(blob.to_vec()).map_err(|_| "the decoded base64 is not valid UTF-8".to_owned())
            }
            TextFormat::Plain | TextFormat::Timestamp(_) => Ok(text.to_owned()),
        }
    }

    fn push_text(&self, format: TextFormat, out: &mut String) -> Result<(), &'static str> {
        match format {
            TextFormat::Base64 => out.push_str(&Blob::from(self.as_str()).to_base64()),
            TextFormat::Plain | TextFormat::Timestamp(_) => out.push_str(self),
        }
        Ok(())
    }
}

impl Text for bool {
    fn from_text(text: &str, _: TextFormat, _: Offsets) -> Result<Self, String> {
        match text {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err("expected true or false".to_owned()),
        }
    }

    fn push_text(&self, _: TextFormat, out: &mut String) -> Result<(), &'static str> {
        out.push_str(if *self { "true" } else { "false" });
        Ok(())
    }
}

macro_rules! integer {
    ($($type:ty, $name:literal;)*) => {$(
        impl Text for $type {
            fn from_text(text: &str, _: TextFormat, _: Offsets) -> Result<Self, String> {
                // Rust's parser takes a leading plus, which JSON and Smithy's text forms do not have.
                if text.starts_with('+') {
                    return Err(concat!("expected ", $name).to_owned());
                }
                text.parse().map_err(|_| concat!("expected ", $name).to_owned())
            }

            fn push_text(&self, _: TextFormat, out: &mut String) -> Result<(), &'static str> {
                push_display(self, out);
                Ok(())
            }
        }
    )*};
}

integer! {
    i8, "an integer from -128 to 127";
    i16, "an integer from -32768 to 32767";
    i32, "a 32-bit integer";
    i64, "a 64-bit integer";
}

macro_rules! float {
    ($($type:ty)*) => {$(
        impl Text for $type {
            fn from_text(text: &str, _: TextFormat, _: Offsets) -> Result<Self, String> {
                if let Some(special) = special_float(text) {
                    return Ok(special as $type);
                }
                // Rust also reads "inf", "nan" and a leading plus.
                let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'.' | b'e' | b'E' | b'+'));
                if !plain || text.starts_with('+') {
                    return Err("expected a number".to_owned());
                }
                let value: $type = text.parse().map_err(|_| "expected a number".to_owned())?;
                if value.is_finite() { Ok(value) } else { Err("the number is out of range".to_owned()) }
            }

            fn push_text(&self, _: TextFormat, out: &mut String) -> Result<(), &'static str> {
                match special_float_name((*self).into()) {
                    Some(name) => out.push_str(name),
                    // Debug keeps the fraction of whole numbers and picks exponents for the very large and small.
                    None => out.push_str(&format!("{self:?}")),
                }
                Ok(())
            }
        }
    )*};
}

float! { f32 f64 }

macro_rules! big {
    ($($type:ty)*) => {$(
        impl Text for $type {
            fn from_text(text: &str, _: TextFormat, _: Offsets) -> Result<Self, String> {
                text.parse().map_err(|error: <$type as std::str::FromStr>::Err| error.to_string())
            }

            fn push_text(&self, _: TextFormat, out: &mut String) -> Result<(), &'static str> {
                out.push_str(self.as_str());
                Ok(())
            }
        }
    )*};
}

big! { BigInteger BigDecimal }

/// Blobs in text positions are base64.
impl Text for Blob {
    fn from_text(text: &str, _: TextFormat, _: Offsets) -> Result<Self, String> {
        Blob::from_base64(text).map_err(|error| error.to_string())
    }

    fn push_text(&self, _: TextFormat, out: &mut String) -> Result<(), &'static str> {
        out.push_str(&self.to_base64());
        Ok(())
    }
}

impl Text for Timestamp {
    fn from_text(text: &str, format: TextFormat, offsets: Offsets) -> Result<Self, String> {
        Timestamp::parse(text, timestamp_format(format), offsets).map_err(|error| error.to_string())
    }

    fn push_text(&self, format: TextFormat, out: &mut String) -> Result<(), &'static str> {
        let format = timestamp_format(format);
        self.check(format)?;
        out.push_str(&self.format(format));
        Ok(())
    }
}

/// Generated code always names the format; the default of labels and queries stands in for a forgotten one.
fn timestamp_format(format: TextFormat) -> TimestampFormat {
    match format {
        TextFormat::Timestamp(format) => format,
        TextFormat::Plain | TextFormat::Base64 => TimestampFormat::DateTime,
    }
}

fn push_display(value: &impl std::fmt::Display, out: &mut String) {
    use std::fmt::Write as _;
    // Writing to a string cannot fail.
    let _ = write!(out, "{value}");
}
