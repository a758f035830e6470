//! Reading and writing a body in XML, generated types compared with a derive on the same library.

use divan::{Bencher, black_box};
use generated::panorama::types::DescribePackageImportJobOutput;
use quick_xml::{de, se};
use shapewright_runtime::private::bare::{Bare, BareReader};
use shapewright_runtime::private::{Members, Mode};
use speed::ANSWER;
use speed::xml::Describe;

fn main() {
    divan::main();
}

/// The value and its bytes.
fn value() -> (DescribePackageImportJobOutput, Vec<u8>) {
    let value = serde_json::from_str(ANSWER).unwrap_or_else(|_| Members::placeholder());
    let bytes = Bare::Xml.write(&value, Mode::Response).unwrap_or_default();
    (value, bytes)
}

/// Bytes have no encoding yet, so that checking it is part of reading.
fn read(bytes: &[u8]) -> Option<Describe> {
    de::from_str(std::str::from_utf8(bytes).ok()?).ok()
}

#[divan::bench]
fn read_derive(bencher: Bencher<'_, '_>) {
    let (_, bytes) = value();
    bencher.bench(|| read(black_box(&bytes)));
}

#[divan::bench]
fn read_generated(bencher: Bencher<'_, '_>) {
    let (_, bytes) = value();
    bencher.bench(|| {
        let mut value: DescribePackageImportJobOutput = Members::placeholder();
        let read = Bare::Xml.read(&mut value, black_box(&bytes), BareReader::CLIENT);
        (value, read)
    });
}

#[divan::bench]
fn write_derive(bencher: Bencher<'_, '_>) {
    let value = read(&value().1);
    bencher.bench(|| se::to_string_with_root(Describe::ROOT, black_box(&value)));
}

#[divan::bench]
fn write_generated(bencher: Bencher<'_, '_>) {
    let (value, _) = value();
    bencher.bench(|| Bare::Xml.write(black_box(&value), Mode::Response));
}
