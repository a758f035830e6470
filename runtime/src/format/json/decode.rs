//! Entry points of decoding.

use serde::de::{DeserializeSeed, Error as _};

#[cfg(feature = "bindings")]
use super::BYTE_ORDER_MARK;
#[cfg(feature = "bindings")]
use super::source::Read;
use super::source::Seed;
use crate::format::context::Context;
#[cfg(feature = "bindings")]
use crate::format::context::Spelling;
#[cfg(feature = "bindings")]
use crate::lenient::{Kind, Leniency};
use crate::wire::{Decode, Mode, Outside};
#[cfg(feature = "bindings")]
use crate::wire::{Fault, Findings, Members, Reader};

/// Reads a value from JSON text, all of it; `None` where it is null.
///
/// # Errors
///
/// Text that is not JSON or does not fit the type.
#[cfg(feature = "bindings")]
pub(super) fn decode(
    target: &mut dyn Decode,
    json: &[u8],
    spelling: Spelling,
    reader: Reader,
) -> Result<Option<Findings>, Fault> {
    run(&mut |source| target.decode(source), json, spelling, reader, Outside::Nothing)
}

/// Reads the body of a message: as [`decode`], but members that are bound to other parts of the message are
/// neither read nor missed.
///
/// # Errors
///
/// Text that is not JSON or does not fit the type.
#[cfg(feature = "bindings")]
pub(super) fn decode_members(
    target: &mut dyn Members,
    json: &[u8],
    spelling: Spelling,
    reader: Reader,
    outside: Outside,
) -> Result<Findings, Fault> {
    match run(&mut |source| source.members(target), json, spelling, reader, outside)? {
        Some(findings) => Ok(findings),
        None if reader.mode == Mode::Response && reader.leniency >= Kind::Null.level() => {
            let mut findings = Findings::default();
            findings.differ(Vec::new(), Kind::Null);
            Ok(findings)
        }
        None => Err(Fault::new("expected an object, found null")),
    }
}

/// Reads strictly, and then a response leniently if that fails: what the first run has read, the second reads again.
#[cfg(feature = "bindings")]
fn run(
    read: Read<'_>,
    json: &[u8],
    spelling: Spelling,
    reader: Reader,
    outside: Outside,
) -> Result<Option<Findings>, Fault> {
    let json = match reader.mode {
        Mode::Response => json.strip_prefix(BYTE_ORDER_MARK).unwrap_or(json),
        Mode::Request if json.starts_with(BYTE_ORDER_MARK) => {
            return Err(Fault::new("JSON must not begin with a byte order mark"));
        }
        Mode::Plain | Mode::Request => json,
    };
    let context = || Context { spelling, ..Context::of_message(reader, outside, json.len()) };
    let strict = run_once(read, json, context());
    if strict.is_ok() || reader.mode != Mode::Response || reader.leniency == Leniency::Strict {
        return strict;
    }
    run_once(read, json, Context { lenient: Some(reader.leniency), ..context() })
}

#[cfg(feature = "bindings")]
fn run_once(read: Read<'_>, json: &[u8], context: Context) -> Result<Option<Findings>, Fault> {
    // To look at all of the text at once is faster than to look at each string. Where it is not UTF-8, the slower way
    // finds the place.
    match std::str::from_utf8(json) {
        Ok(text) => run_over(read, serde_json::Deserializer::from_str(text), context),
        Err(_) => run_over(read, serde_json::Deserializer::from_slice(json), context),
    }
}

#[cfg(feature = "bindings")]
fn run_over<'de>(
    read: Read<'_>,
    mut deserializer: serde_json::Deserializer<impl serde_json::de::Read<'de>>,
    mut context: Context,
) -> Result<Option<Findings>, Fault> {
    let seed = Seed { context: &mut context, read };
    let read = seed.deserialize(&mut deserializer);
    match read.and_then(|present| deserializer.end().map(|()| present)) {
        Ok(present) => Ok(present.then(|| context.findings.complete())),
        Err(error) => Err(context.fault(error)),
    }
}

/// Implements `serde::Deserialize` for a generated type.
///
/// # Errors
///
/// What the format reports, values that do not fit, and required members that are missing.
pub fn deserialize<'de, T: Decode, D: serde::Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::placeholder();
    let mut context = Context::new(Mode::Plain, Outside::Nothing);
    let seed = Seed { context: &mut context, read: &mut |source| value.decode(source) };
    match seed.deserialize(deserializer) {
        Ok(true) => Ok(value),
        Ok(false) => Err(D::Error::custom("expected a value, found null")),
        Err(error) if context.reason.is_none() && context.path.is_empty() => Err(error),
        Err(error) => Err(D::Error::custom(context.fault(error))),
    }
}
