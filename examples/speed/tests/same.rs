//! What the benchmarks compare does the same.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use generated::panorama::types::{CreatePackageImportJobInput, DescribePackageImportJobOutput};
use minicbor::{Decoder, Encoder};
use quick_xml::{de, se};
use shapewright_runtime::private::bare::{Bare, BareReader};
use shapewright_runtime::private::{Members, Mode};
use speed::cbor::Cbor;
use speed::{ANSWER, Describe, JobTags, form, xml};

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

#[test]
fn a_derive_reads_and_writes_the_same_xml() {
    let generated: DescribePackageImportJobOutput = serde_json::from_str(ANSWER).unwrap();
    let body = Bare::Xml.write(&generated, Mode::Response).unwrap();
    let text = std::str::from_utf8(&body).unwrap();
    let derived: xml::Describe = de::from_str(text).unwrap();
    assert_eq!(se::to_string_with_root(xml::Describe::ROOT, &derived).unwrap(), text);
    let mut read: DescribePackageImportJobOutput = Members::placeholder();
    assert_eq!(Bare::Xml.read(&mut read, &body, BareReader::CLIENT), Ok(Some(Vec::new())));
    assert_eq!(read, generated);

    // What both write is what the same value has in JSON.
    let value: Describe = serde_json::from_str(ANSWER).unwrap();
    let tags = derived
        .job_tags
        .unwrap()
        .items
        .into_iter()
        .map(|tags| JobTags { resource_type: tags.resource_type, tags: tags.tags.map(|tags| tags.0) });
    assert_eq!(Some(tags.collect()), value.job_tags);
    assert_eq!(derived.created_time.map(|time| time.as_millisecond() as f64 / 1000.0), value.created_time);
    assert_eq!(derived.last_updated_time.map(|time| time.as_second() as f64), value.last_updated_time);
    assert_eq!((derived.client_token, derived.job_id), (value.client_token, value.job_id));
    assert_eq!((derived.input_config, derived.output_config), (value.input_config, value.output_config));
    assert_eq!((derived.job_type, derived.output), (value.job_type, value.output));
    assert_eq!((derived.status, derived.status_message), (value.status, value.status_message));
}

#[test]
fn hand_written_code_reads_and_writes_the_same_form() {
    let generated: CreatePackageImportJobInput = serde_json::from_str(form::REQUEST).unwrap();
    let hand_written: Describe = serde_json::from_str(form::REQUEST).unwrap();
    let body = Bare::AwsForm.write(&generated, Mode::Request).unwrap();
    // Where one writes a character and the other its code, they say the same.
    let parameters = |body: &[u8]| form_urlencoded::parse(body).into_owned().collect::<Vec<_>>();
    assert_eq!(parameters(form::write(&hand_written).as_bytes()), parameters(&body));
    assert_eq!(form::read(&body), Some(hand_written));
    let mut read: CreatePackageImportJobInput = Members::placeholder();
    assert_eq!(Bare::AwsForm.read(&mut read, &body, BareReader::SERVER), Ok(Some(Vec::new())));
    assert_eq!(read, generated);
}
