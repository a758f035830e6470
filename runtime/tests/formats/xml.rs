//! XML, whose elements the model may call as it likes.

use std::collections::BTreeMap;

use fastrand::Rng;
use shapewright_runtime::private::bare::{Bare, BareReader};
use shapewright_runtime::private::{
    Decode, Encode, Flow, MemberSink, Members, Mode, Namespace, Shape, Source, element, member, serde, structure,
    variant,
};
use shapewright_runtime::{Timestamp, UnknownVariant};

use crate::cases::check;
use crate::random::value;
use crate::sample::{All, Strict};

/// A structure whose members have elements of all kinds.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub id: Option<String>,
    pub count: Option<i32>,
    pub kind: Option<String>,
    pub title: Option<String>,
    pub flat: Option<Vec<String>>,
    pub sparse: Option<Vec<Option<String>>>,
    pub pairs: Option<BTreeMap<String, String>>,
    pub nested: Option<Vec<Vec<i32>>>,
    pub map: Option<BTreeMap<String, BTreeMap<String, i32>>>,
    pub few: Option<Vec<i32>>,
    pub pages: Option<Vec<Page>>,
    pub choice: Option<Either>,
    pub strict: Option<Strict>,
}

structure!(types::Page {
    0: id("id").element(&const { element().attribute() }),
    1: count("count").element(&const { element().name("x:count").attribute() }),
    2: kind("kind").element(&const { element().namespace(Namespace::prefixed("urn:x&y", "x")) }),
    3: title("title").element(&const { element().name("x:Title") }),
    4: flat("flat").element(&const { element().flattened().name("Flat").item(&const { element().name("ignored") }) }),
    5: sparse("sparse").element(&const { element().flattened() }),
    6: pairs("pairs").element(
        &const {
            element()
                .flattened()
                .name("KVP")
                .namespace(Namespace::new("urn:pairs"))
                .item(&const { element().name("V") })
                .key(&const { element().name("K").namespace(Namespace::new("urn:key")) })
        },
    ),
    7: nested("nested")
        .element(&const { element().item(&const { element().name("Row").item(&const { element().name("Cell") }) }) }),
    8: map("map").element(
        &const {
            element()
                .item(&const { element().name("Inner").key(&const { element().name("InnerKey") }) })
                .key(&const { element().name("Outer") })
        },
    ),
    9: few("few").element(&const { element().flattened() }).at_most(&[2]),
    10: pages("pages").element(&const { element().flattened().name("Page") }),
    11: choice("choice"),
    12: strict("strict"),
});

/// A union whose members have names of their own.
#[derive(Clone, Debug, PartialEq)]
pub enum Either {
    Word(String),
    List(Vec<i32>),
    Unknown(UnknownVariant),
}

impl Members for Either {
    fn placeholder() -> Self {
        Self::Unknown(Default::default())
    }

    fn table() -> &'static Shape {
        const TABLE: Shape = Shape::union(
            "Either",
            &[
                member("word").element(&const { element().name("Word") }),
                member("list").element(&const { element().flattened() }),
            ],
        )
        .element(&const { element().name("EitherOf").namespace(Namespace::new("urn:either")) });
        &TABLE
    }

    fn shape(&self) -> &'static Shape {
        Self::table()
    }

    fn decode_variant(&mut self, index: usize, from: &mut dyn Source) -> Flow {
        *self = match index {
            0 => variant(from, Self::Word)?,
            1 => variant(from, Self::List)?,
            _ => return from.skip(),
        };
        Ok(())
    }

    fn decode_unknown(&mut self, name: &str, from: &mut dyn Source) -> Flow {
        *self = Self::Unknown(UnknownVariant::decode(name, from)?);
        Ok(())
    }

    fn encode_variant(&self, to: &mut dyn MemberSink) -> Flow {
        match self {
            Self::Word(value) => to.member(0, value),
            Self::List(value) => to.member(1, value),
            Self::Unknown(variant) => variant.encode(to),
        }
    }
}

serde! {
    Page;
    Either;
}

mod types {
    pub(super) use super::Page;
}

/// The bytes of a line: `\n`, `\r`, `\t` and `\xff` as Rust has them.
fn bytes(line: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend(before.as_bytes());
        let (byte, length) = match after.as_bytes() {
            [b'n', ..] => (b'\n', 1),
            [b'r', ..] => (b'\r', 1),
            [b't', ..] => (b'\t', 1),
            _ => (u8::from_str_radix(&after[1..3], 16).unwrap(), 3),
        };
        bytes.push(byte);
        rest = &after[length..];
    }
    bytes.extend(rest.as_bytes());
    bytes
}

/// What becomes of a body: the value as JSON, what was found, and the text if the value is written again; or the fault.
pub fn outcome<T: Decode + Encode + serde::Serialize>(format: Bare, who: BareReader, body: &str) -> Vec<String> {
    let mut value = T::placeholder();
    let findings = match format.read(&mut value, &bytes(body), who) {
        Ok(Some(findings)) => findings,
        Ok(None) => return vec!["= nothing".to_owned()],
        Err(fault) => return vec![format!("! {fault}")],
    };
    let mut lines = vec![format!("= {}", serde_json::to_string(&value).unwrap())];
    lines.extend(findings.iter().map(|finding| format!("? {finding}")));
    // Who reads requests writes responses.
    let mode = if who.mode == Mode::Request { Mode::Response } else { Mode::Request };
    lines.push(match format.write(&value, mode) {
        Ok(bytes) => {
            format!("> {}", String::from_utf8(bytes).unwrap().escape_debug().to_string().replace("\\\"", "\""))
        }
        Err(reason) => format!("> ! {reason}"),
    });
    lines
}

#[test]
fn values_are_read_and_written() {
    check("xml/values.txt", |who, body| outcome::<All>(Bare::Xml, who, body));
}

#[test]
fn elements_are_called_as_the_model_says() {
    check("xml/elements.txt", |who, body| outcome::<Page>(Bare::Xml, who, body));
}

#[test]
fn unions_can_be_outermost() {
    check("xml/unions.txt", |who, body| outcome::<Either>(Bare::Xml, who, body));
}

#[test]
fn what_is_not_well_formed_is_refused() {
    check("xml/malformed.txt", |who, body| outcome::<All>(Bare::Xml, who, body));
}

#[test]
fn what_does_not_fit_is_refused_with_its_place() {
    check("xml/misfits.txt", |who, body| outcome::<All>(Bare::Xml, who, body));
}

#[test]
fn errors_are_read_in_either_form() {
    let strict = Strict { name: "a&b".to_owned(), count: 1 };
    let inner = "<Error><Type>Sender</Type><Code>Strict</Code><name>a&amp;b</name><count>1</count></Error>";
    assert_eq!(Bare::Xml.write_error("Strict", &strict).unwrap(), inner.as_bytes());
    for body in [inner.to_owned(), format!("<ErrorResponse>\n {inner}<RequestId>1</RequestId></ErrorResponse>")] {
        let mut read: Strict = Members::placeholder();
        assert_eq!(Bare::Xml.read_error(&mut read, body.as_bytes(), BareReader::CLIENT), Ok(Vec::new()));
        assert_eq!(read, strict);
    }
}

fn read(body: &[u8], reader: BareReader) -> Option<All> {
    let mut all: All = Members::placeholder();
    Bare::Xml.read(&mut all, body, reader).ok().flatten().map(|_| all)
}

/// HTTP dates have no more.
pub fn whole_seconds(all: &mut All) {
    for date in all.dates.iter_mut().flatten() {
        *date = Timestamp::from_secs(date.secs()).unwrap();
    }
    if let Some(inner) = &mut all.inner {
        whole_seconds(inner);
    }
}

#[test]
fn random_values_are_read_as_they_were_written() {
    let mut rng = Rng::with_seed(3);
    let mut written = 0;
    for run in 0..1_000 {
        let mut all = value(&mut rng, 3);
        whole_seconds(&mut all);
        // A few texts have characters that XML cannot hold.
        let Ok(body) = Bare::Xml.write(&all, Mode::Request) else { continue };
        written += 1;
        let found = read(&body, BareReader::SERVER).unwrap_or_else(|| panic!("{run}: {all:?} is refused"));
        assert_eq!(found, all, "{run}");
        let found = read(&body, BareReader::CLIENT).unwrap_or_else(|| panic!("{run}: {all:?} is refused"));
        assert_eq!(found, all, "{run}");
    }
    assert!(written > 800, "{written} were written");
}

#[test]
fn depth_is_bounded() {
    for (start, end) in [("<inner>", "</inner>"), ("<other>", "</other>")] {
        for (count, is_read) in [(127, true), (128, false), (100_000, false)] {
            let body = format!("<All>{}{}</All>", start.repeat(count), end.repeat(count));
            for reader in [BareReader::SERVER, BareReader::CLIENT] {
                assert_eq!(read(body.as_bytes(), reader).is_some(), is_read, "{count} levels of {start}");
            }
        }
    }
}
