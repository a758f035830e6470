//! Random values and random faults.

use std::collections::BTreeMap;

use fastrand::Rng;
use shapewright_runtime::private::bare::{Bare, BareReader};
use shapewright_runtime::private::{Members, Mode};
use shapewright_runtime::{BigDecimal, BigInteger, Timestamp};

use crate::sample::{All, Choice, Strict, Word};

/// A value with random members, a few levels deep.
pub fn value(rng: &mut Rng, depth: usize) -> All {
    let mut all: All = Members::placeholder();
    all.text = some(rng, text);
    all.word = some(rng, word);
    all.flag = some(rng, Rng::bool);
    all.byte = some(rng, |rng| rng.i8(..));
    all.short = some(rng, |rng| rng.i16(..));
    all.integer = some(rng, |rng| rng.i32(..));
    all.long = some(rng, |rng| rng.i64(..) >> rng.u32(..64));
    all.single = some(rng, |rng| f32::from_bits(rng.u32(..))).filter(|value| !value.is_nan());
    all.double = some(rng, |rng| f64::from_bits(rng.u64(..))).filter(|value| !value.is_nan());
    all.big = some(rng, integer);
    all.decimal = some(rng, decimal);
    all.blob = some(rng, |rng| repeat(rng, 300, |rng| rng.u8(..)).into());
    all.time = some(rng, time);
    all.date = some(rng, time);
    all.dates = some(rng, |rng| repeat(rng, 3, time));
    all.list = some(rng, |rng| repeat(rng, 40, text));
    all.sparse = some(rng, |rng| repeat(rng, 3, |rng| some(rng, text)));
    all.few = some(rng, |rng| repeat(rng, 2, |rng| repeat(rng, 1, |rng| rng.i32(..))));
    all.map = some(rng, |rng| entries(rng, |rng| (text(rng), rng.i32(..))));
    all.sparse_map = some(rng, |rng| BTreeMap::from([(word(rng), some(rng, |rng| text(rng).into()))]));
    all.secrets = some(rng, |rng| entries(rng, |rng| (text(rng), rng.i32(..))));
    all.choice = some(rng, |rng| match rng.u8(..4) {
        0 => Choice::Text(text(rng)),
        1 => Choice::Strict(strict(rng)),
        2 => Choice::When(time(rng)),
        _ => Choice::Nothing,
    });
    all.strict = some(rng, strict);
    all.limit = Some(rng.i32(..));
    all.hidden = rng.i32(..);
    if depth > 0 {
        all.inner = some(rng, |rng| Box::new(value(rng, depth - 1)));
    }
    all
}

fn some<T>(rng: &mut Rng, make: impl FnOnce(&mut Rng) -> T) -> Option<T> {
    rng.bool().then(|| make(rng))
}

fn repeat<T>(rng: &mut Rng, most: usize, make: impl Fn(&mut Rng) -> T) -> Vec<T> {
    (0..rng.usize(..=most)).map(|_| make(rng)).collect()
}

fn entries<T>(rng: &mut Rng, make: impl Fn(&mut Rng) -> (String, T)) -> BTreeMap<String, T> {
    repeat(rng, 30, make).into_iter().collect()
}

fn text(rng: &mut Rng) -> String {
    repeat(rng, 30, |rng| rng.char(..)).into_iter().collect()
}

fn word(rng: &mut Rng) -> Word {
    if rng.bool() { Word::Yes } else { Word::No }
}

fn strict(rng: &mut Rng) -> Strict {
    Strict { name: text(rng), count: rng.i32(..) }
}

fn digits(rng: &mut Rng) -> String {
    let digits: String = (0..rng.usize(1..60)).map(|_| rng.digit(10)).collect();
    let digits = digits.trim_start_matches('0');
    let sign = if rng.bool() { "-" } else { "" };
    if digits.is_empty() { "0".to_owned() } else { format!("{sign}{digits}") }
}

fn integer(rng: &mut Rng) -> BigInteger {
    digits(rng).parse().unwrap()
}

fn decimal(rng: &mut Rng) -> BigDecimal {
    let (whole, fraction) = (digits(rng), digits(rng).replace('-', ""));
    let text = match rng.u8(..3) {
        0 => whole,
        1 => format!("{whole}.{fraction}"),
        _ => format!("{whole}.{fraction}e{}", rng.i16(..)),
    };
    text.parse().unwrap()
}

/// A float holds microseconds of this and the last two centuries.
fn time(rng: &mut Rng) -> Timestamp {
    let micros = if rng.bool() { 0 } else { rng.u32(..1_000_000) };
    Timestamp::new(rng.i64(-4_000_000_000..4_000_000_000), micros * 1_000).unwrap()
}

fn read(body: &[u8], reader: BareReader) -> Option<All> {
    let mut all: All = Members::placeholder();
    Bare::Cbor.read(&mut all, body, reader).ok().flatten().map(|_| all)
}

#[test]
fn random_values_are_read_as_they_were_written() {
    let mut rng = Rng::with_seed(1);
    for run in 0..1_000 {
        let all = value(&mut rng, 3);
        for (mode, reader) in [(Mode::Request, BareReader::SERVER), (Mode::Response, BareReader::CLIENT)] {
            let mut all = all.clone();
            if mode == Mode::Response {
                // Servers do not tell it.
                all.hidden = 7;
            }
            let body = Bare::Cbor.write(&all, mode).unwrap();
            let found = read(&body, reader).unwrap_or_else(|| panic!("{run}: {all:?} is refused"));
            assert_eq!(found, all, "{run}");
        }
    }
}

#[test]
fn depth_is_bounded() {
    // As many levels as there may be, and one more: of structures, of what is passed over, and of what is unknown.
    let inner = b"\xa1\x65inner".as_slice();
    let bodies: [(&[u8], &[u8]); 3] = [(b"", inner), (b"\xa1\x64more", b"\x81"), (b"\xa1\x64more", b"\xbf\x00")];
    for (head, level) in bodies {
        let levels = 128 - usize::from(!head.is_empty());
        for (count, is_read) in [(levels - 1, true), (levels, false), (100_000, false)] {
            let mut body = [head, &level.repeat(count), b"\xa0"].concat();
            if level == b"\xbf\x00" {
                body.extend(std::iter::repeat_n(0xff, count));
            }
            for reader in [BareReader::SERVER, BareReader::CLIENT] {
                assert_eq!(read(&body, reader).is_some(), is_read, "{count} levels of {level:x?}");
            }
        }
    }
    // Tags are not levels.
    let tags = [b"\xa1\x64text".as_slice(), &b"\xc6".repeat(100_000), b"\x61a"].concat();
    assert_eq!(read(&tags, BareReader::SERVER).unwrap().text.as_deref(), Some("a"));
}

#[test]
fn long_integers_of_requests_are_refused() {
    let body = |length: u16| {
        let mut body = b"\xa1\x63big\xc2\x59".to_vec();
        body.extend(length.to_be_bytes());
        body.extend(std::iter::repeat_n(0xff, length.into()));
        body
    };
    assert_eq!(read(&body(1024), BareReader::SERVER).unwrap().big.unwrap().as_str().len(), 2467);
    assert!(read(&body(1025), BareReader::SERVER).is_none());
    assert_eq!(read(&body(4096), BareReader::CLIENT).unwrap().big.unwrap().as_str().len(), 9865);
}
