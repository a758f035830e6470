//! How leniently a client reads values of responses that are not quite what the model says, as official clients do.

use crate::number::NumberText;

/// How leniently a client reads responses. Requests are always read strictly, and so is everything that serde reads.
///
/// What is accepted beyond the model is reported through `tracing`, with its place, if the feature `tracing` is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Leniency {
    /// What the model and the protocol allow, and nothing else.
    Strict,
    /// Also what the official clients commonly accept, and which has one meaning only: whole numbers with a fraction or
    /// an exponent (`5.0`, `5e0`) for integers, an unpaired surrogate in strings, HTTP dates in the two obsolete
    /// forms of RFC 9110, section 5.6.7.
    #[default]
    Standard,
    /// Also what some of them accept: numbers and booleans for strings, numbers and booleans in quotes, 0 and 1 for
    /// booleans, timestamps in another format or without a zone (which is then UTC), base64 without padding or with
    /// line breaks, booleans with capital letters in headers, and null for the whole body.
    Lenient,
}

/// In what a value differs from the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "bindings"), allow(dead_code, reason = "some are differences of messages"))]
pub(crate) enum Kind {
    WholeNumber,
    Surrogate,
    ObsoleteDate,
    NumberForString,
    BooleanForString,
    QuotedNumber,
    QuotedBoolean,
    NumberForBoolean,
    OtherFormat,
    NoZone,
    Base64,
    Capitals,
    Null,
}

impl Kind {
    /// The least leniency that accepts it.
    pub(crate) fn level(self) -> Leniency {
        match self {
            Self::WholeNumber | Self::Surrogate | Self::ObsoleteDate => Leniency::Standard,
            _ => Leniency::Lenient,
        }
    }

    /// What there is, for reports.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::WholeNumber => "an integer with a fraction or an exponent",
            Self::Surrogate => "an unpaired surrogate",
            Self::ObsoleteDate => "an HTTP date in an obsolete form",
            Self::NumberForString => "a number instead of a string",
            Self::BooleanForString => "a boolean instead of a string",
            Self::QuotedNumber => "a number in quotes",
            Self::QuotedBoolean => "a boolean in quotes",
            Self::NumberForBoolean => "a number instead of a boolean",
            Self::OtherFormat => "a timestamp in another format",
            Self::NoZone => "a timestamp without a time zone",
            Self::Base64 => "base64 without padding or with spaces",
            Self::Capitals => "a boolean with capital letters",
            Self::Null => "null instead of an object",
        }
    }
}

/// A value, and in what its text differs from the model.
pub(crate) type Read<T> = Result<(T, Option<Kind>), String>;

/// What is said of a number that its type cannot hold.
pub(crate) const OUT_OF_RANGE: &str = "the number is out of range";

/// The digits of a number that has no fraction, at most so many, with its sign.
pub(crate) fn whole(text: &str, max: usize) -> Result<String, String> {
    let number = NumberText::parse(text).map_err(|_| "expected an integer".to_owned())?;
    if number.is_zero() {
        return Ok("0".to_owned());
    }
    let (digits, point) = number.significant();
    let mut whole = String::from(if number.negative { "-" } else { "" });
    let sign = whole.len();
    whole.extend(digits.map(char::from));
    let point = usize::try_from(point).unwrap_or_default();
    if whole.len() - sign > point {
        return Err("expected an integer, found a fraction".to_owned());
    }
    if point > max {
        return Err(OUT_OF_RANGE.to_owned());
    }
    whole.extend(std::iter::repeat_n('0', point + sign - whole.len()));
    Ok(whole)
}
