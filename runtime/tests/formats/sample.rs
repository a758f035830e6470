//! Types with a member of each kind, as generated code has them.

use std::collections::BTreeMap;

use shapewright_runtime::private::{
    Flow, MemberSink, Members, Shape, Source, enumeration, fresh, member, serde, structure, texts, unit, variant,
    variant_as,
};
use shapewright_runtime::{BigDecimal, BigInteger, Blob, Document, Timestamp, TimestampFormat, UnknownVariant};

/// A member of each kind.
#[derive(Clone, Debug, PartialEq)]
pub struct All {
    pub bound: Option<String>,
    pub text: Option<String>,
    pub word: Option<Word>,
    pub flag: Option<bool>,
    pub byte: Option<i8>,
    pub short: Option<i16>,
    pub integer: Option<i32>,
    pub long: Option<i64>,
    pub single: Option<f32>,
    pub double: Option<f64>,
    pub big: Option<BigInteger>,
    pub decimal: Option<BigDecimal>,
    pub blob: Option<Blob>,
    pub time: Option<Timestamp>,
    pub date: Option<Timestamp>,
    pub dates: Option<Vec<Timestamp>>,
    pub list: Option<Vec<String>>,
    pub sparse: Option<Vec<Option<String>>>,
    pub few: Option<Vec<Vec<i32>>>,
    pub map: Option<BTreeMap<String, i32>>,
    pub sparse_map: Option<BTreeMap<Word, Option<Blob>>>,
    pub secrets: Option<BTreeMap<String, i32>>,
    pub choice: Option<Choice>,
    pub inner: Option<Box<All>>,
    pub strict: Option<Strict>,
    pub limit: Option<i32>,
    pub hidden: i32,
    pub document: Option<Document>,
}

structure!(types::All {
    0: bound("bound").bound(),
    1: text("text"),
    2: word("word"),
    3: flag("flag"),
    4: byte("byte"),
    5: short("short"),
    6: integer("integer"),
    7: long("long"),
    8: single("single"),
    9: double("double"),
    10: big("big"),
    11: decimal("decimal"),
    12: blob("blob"),
    13: time("time"),
    14: date("date").key("inJsonOnly").format(TimestampFormat::DateTime),
    15: dates("dates").format(TimestampFormat::HttpDate),
    16: list("list"),
    17: sparse("sparse"),
    18: few("few").at_most(&[2, 1]),
    19: map("map"),
    20: sparse_map("sparseMap").at_most(&[1]),
    21: secrets("secrets").hides_keys(),
    22: choice("choice"),
    23: inner("inner"),
    24: strict("strict"),
    25: limit("limit").for_everyone() = Some(10),
    26: hidden("hidden", 7).internal(fresh::<All>),
    27: document("document"),
});

/// A structure with required members.
#[derive(Clone, Debug, PartialEq)]
pub struct Strict {
    pub name: String,
    pub count: i32,
}

structure!(types::Strict { 0: name("name").required(), 1: count("count").required() });

/// A union.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    Text(String),
    Strict(Strict),
    When(Timestamp),
    Nothing,
    Unknown(UnknownVariant),
}

impl Members for Choice {
    fn placeholder() -> Self {
        Self::Unknown(Default::default())
    }

    fn table() -> &'static Shape {
        const TABLE: Shape =
            Shape::union("Choice", &[member("text"), member("strict"), member("when"), member("nothing")]);
        &TABLE
    }

    fn shape(&self) -> &'static Shape {
        Self::table()
    }

    fn decode_variant(&mut self, index: usize, from: &mut dyn Source) -> Flow {
        *self = match index {
            0 => variant(from, Self::Text)?,
            1 => variant(from, Self::Strict)?,
            2 => variant_as(from, TimestampFormat::DateTime, Self::When)?,
            3 => {
                unit(from)?;
                Self::Nothing
            }
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
            Self::Text(value) => to.member(0, value),
            Self::Strict(value) => to.member(1, value),
            Self::When(value) => to.member(2, value),
            Self::Nothing => to.member(3, &()),
            Self::Unknown(variant) => variant.encode(to),
        }
    }
}

/// An enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    Yes,
    No,
    Unknown(String),
}

texts!(Word { Yes: "yes", No: "no" });
enumeration! { Word; }
serde! {
    All;
    Strict;
    Choice;
}

mod types {
    pub(super) use super::{All, Strict};
}
