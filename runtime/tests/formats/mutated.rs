//! Bodies that were well until something happened to them: a few thousand of each format, or as many as the variable
//! `MUTATED_BODIES` says.

use fastrand::Rng;
use shapewright_runtime::private::bare::{Bare, BareReader};
use shapewright_runtime::private::{Members, Mode};

use crate::random::value;
use crate::sample::All;

/// How many of each format.
fn bodies() -> usize {
    let count = std::env::var("MUTATED_BODIES").ok();
    count.map_or(4_000, |count| count.parse().unwrap())
}

/// What stands out in a format.
fn tokens(format: Bare) -> &'static [&'static [u8]] {
    match format {
        Bare::Json => &[
            b"{",
            b"}",
            b"[",
            b"]",
            b",",
            b":",
            b"\"",
            b"null",
            b"true",
            b"-",
            b"1e999",
            b"0.1",
            b"\\u",
            b"\\ud800",
            b"\"\"",
            b"\"inner\":",
            b"\xff",
            b"99999999999999999999",
            b" ",
        ],
        // Heads of items with lengths and of others, and the end of indefinite ones.
        Bare::Cbor => &[
            b"\xa1",
            b"\xbf",
            b"\x9f",
            b"\xff",
            b"\x5f",
            b"\x7f",
            b"\x9b\x7f\xff\xff\xff\xff\xff\xff\xff",
            b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff",
            b"\x5a\xff\xff\xff\xff",
            b"\x7b\x00\x00\x00\xff\xff\xff\xff\xff",
            b"\xc1",
            b"\xc2\x59\xff\xff",
            b"\xc3\x41\x01",
            b"\xc4\x82",
            b"\xf6",
            b"\xf7",
            b"\xf9\x7e\x00",
            b"\xfb",
            b"\x1c",
            b"\x1b",
            b"\xd9\xd9\xf7",
        ],
        Bare::Xml => &[
            b"<",
            b">",
            b"</",
            b"/>",
            b"<inner>",
            b"</inner>",
            b"&",
            b"&lt;",
            b"&#x0;",
            b"&#1114112;",
            b"&x;",
            b"<!--",
            b"-->",
            b"<![CDATA[",
            b"]]>",
            b"<?",
            b"?>",
            b"<!DOCTYPE a>",
            b" a=\"",
            b"\"",
            b"xmlns:x=\"y\"",
            b"x:",
            b"\xff",
            b"\xef\xbb\xbf",
        ],
        Bare::AwsForm | Bare::Ec2Form => {
            &[b"&", b"=", b".", b"%", b"%00", b"%ff", b"+", b".1", b".2", b".member.1=", b".entry.1.key=", b"&inner."]
        }
    }
}

/// Changes a body here and there: bytes become others or vanish, pieces are repeated or moved, tokens come in, and the
/// end is cut off.
fn mutate(rng: &mut Rng, body: &mut Vec<u8>, tokens: &[&[u8]]) {
    for _ in 0..rng.usize(1..4) {
        if body.is_empty() {
            return;
        }
        let at = rng.usize(..body.len());
        let end = rng.usize(at..=body.len());
        let token = tokens[rng.usize(..tokens.len())];
        match rng.u8(..8) {
            0 => body[at] = rng.u8(..),
            1 => body[at] ^= 1 << rng.u8(..8),
            2 => drop(body.splice(at..at, token.iter().copied())),
            3 => drop(body.splice(at..(at + token.len()).min(body.len()), token.iter().copied())),
            4 => drop(body.remove(at)),
            5 => {
                let piece = body[at..end].to_vec();
                let to = rng.usize(..=body.len());
                body.splice(to..to, piece);
            }
            6 => drop(body.drain(at..end.min(at + 20))),
            _ => body.truncate(at),
        }
    }
}

/// The memory that reading a body of this length may take at once, in bytes: what a server says that it holds to, and
/// what it takes to say what is wrong.
fn allowed(reader: BareReader, length: usize) -> u64 {
    let per_byte = if reader.mode == Mode::Request { 24 } else { 1_000 };
    (length * per_byte + (64 << 10)) as u64
}

/// No fault is worse than a refusal, nothing is taken on the word of a length, and what is read nevertheless can be
/// written and read again.
fn check(format: Bare) {
    let (mut values, mut rng) = (Rng::with_seed(1), Rng::with_seed(2));
    let (mut refused, mut accepted) = (0_u64, 0_u64);
    let count = bodies();
    // Some random texts have no form in XML.
    let written = std::iter::repeat_with(|| value(&mut Rng::with_seed(values.u64(..)), 0))
        .filter_map(|all| format.write(&all, Mode::Request).ok());
    for (run, mut body) in written.take(count).enumerate() {
        mutate(&mut rng, &mut body, tokens(format));
        for reader in [BareReader { memory: 0, ..BareReader::SERVER }, BareReader::CLIENT] {
            let mut found = None;
            let memory = allocation_counter::measure(|| found = read(format, &body, reader));
            let shown = || format!("{format:?} {run} {:?}: {:?}", reader.mode, String::from_utf8_lossy(&body));
            assert!(
                memory.bytes_max <= allowed(reader, body.len()),
                "{} bytes for {}: {}",
                memory.bytes_max,
                body.len(),
                shown()
            );
            let Some(found) = found else {
                refused += 1;
                continue;
            };
            accepted += 1;
            // Members of unions that only the sender knows are not written.
            let Ok(written) = format.write(&found, Mode::Request) else { continue };
            let again = read(format, &written, BareReader { memory: 2 << 20, ..reader });
            let rewritten = again.as_ref().and_then(|again| format.write(again, Mode::Request).ok());
            // As JSON, since NaN differs from itself. CBOR has timestamps that no date of JSON can say.
            let texts = [Some(found), again].map(|all| serde_json::to_string(&all).map_err(|error| error.to_string()));
            // An empty map has no parameter in a form, so that its form is all there is to compare.
            let is_form = matches!(format, Bare::AwsForm | Bare::Ec2Form);
            let is_same = is_form && rewritten.is_some_and(|rewritten| rewritten == written);
            assert!(is_same || texts[0] == texts[1], "{:?} differs from {:?}: {}", texts[0], texts[1], shown());
        }
    }
    let few = count as u64 / 20;
    assert!(refused > few && accepted > few, "{refused} refused, {accepted} accepted of {count}, each by both sides");
}

fn read(format: Bare, body: &[u8], reader: BareReader) -> Option<All> {
    let mut all: All = Members::placeholder();
    format.read(&mut all, body, reader).ok().flatten().map(|_| all)
}

#[test]
fn mutated_json_is_refused_or_read() {
    check(Bare::Json);
}

#[test]
fn mutated_cbor_is_refused_or_read() {
    check(Bare::Cbor);
}

#[test]
fn mutated_xml_is_refused_or_read() {
    check(Bare::Xml);
}

#[test]
fn mutated_forms_are_refused_or_read() {
    check(Bare::AwsForm);
    check(Bare::Ec2Form);
}
