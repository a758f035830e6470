//! Reading and writing a body in CBOR, generated types compared with hand-written code on the same library.

use divan::{Bencher, black_box};
use generated::panorama::types::DescribePackageImportJobOutput;
use minicbor::{Decoder, Encoder};
use shapewright_runtime::private::bare::{Bare, BareReader};
use shapewright_runtime::private::{Members, Mode};
use speed::cbor::Cbor;
use speed::{ANSWER, Describe};

fn main() {
    divan::main();
}

/// The value and its bytes.
fn value() -> (DescribePackageImportJobOutput, Vec<u8>) {
    let value = serde_json::from_str(ANSWER).unwrap_or_else(|_| Members::placeholder());
    let bytes = Bare::Cbor.write(&value, Mode::Response).unwrap_or_default();
    (value, bytes)
}

#[divan::bench]
fn read_hand_written(bencher: Bencher<'_, '_>) {
    let (_, bytes) = value();
    bencher.bench(|| Describe::read(&mut Decoder::new(black_box(&bytes))));
}

#[divan::bench]
fn read_generated(bencher: Bencher<'_, '_>) {
    let (_, bytes) = value();
    bencher.bench(|| {
        let mut value: DescribePackageImportJobOutput = Members::placeholder();
        let read = Bare::Cbor.read(&mut value, black_box(&bytes), BareReader::CLIENT);
        (value, read)
    });
}

#[divan::bench]
fn write_hand_written(bencher: Bencher<'_, '_>) {
    let value: Option<Describe> = serde_json::from_str(ANSWER).ok();
    bencher.bench(|| {
        let mut encoder = Encoder::new(Vec::new());
        if let Some(value) = black_box(&value) {
            value.write(&mut encoder);
        }
        encoder.into_writer()
    });
}

#[divan::bench]
fn write_generated(bencher: Bencher<'_, '_>) {
    let (value, _) = value();
    bencher.bench(|| Bare::Cbor.write(black_box(&value), Mode::Response));
}
