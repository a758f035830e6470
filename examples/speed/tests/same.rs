//! What the benchmarks compare does the same.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use generated::panorama::types::DescribePackageImportJobOutput;
use minicbor::{Decoder, Encoder};
use shapewright_runtime::private::Mode;
use shapewright_runtime::private::bare::Bare;
use speed::cbor::Cbor;
use speed::{ANSWER, Describe};

#[test]
fn hand_written_code_reads_and_writes_the_same_bytes() {
    let generated: DescribePackageImportJobOutput = serde_json::from_str(ANSWER).unwrap();
    let hand_written: Describe = serde_json::from_str(ANSWER).unwrap();
    let bytes = Bare::Cbor.write(&generated, Mode::Response).unwrap();
    let mut encoder = Encoder::new(Vec::new());
    hand_written.write(&mut encoder);
    assert_eq!(encoder.into_writer(), bytes);
    assert_eq!(Describe::read(&mut Decoder::new(&bytes)).unwrap(), hand_written);
}
