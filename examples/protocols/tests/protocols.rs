//! The same calls have the same outcome in every protocol, and the program says so.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::process::Command;

use protocols::api::Protocol;
use protocols::api::parcels::client::Client;
use protocols::api::parcels::types::{ParcelNotFound, RegisterParcelInput, TrackParcelInput};
use protocols::store::Store;
use protocols::{PROTOCOLS, calls, serve};

/// How a parcel is registered in each protocol: the method and the content type.
const SENT: &[(&str, &str)] = &[
    ("aws.protocols#restJson1", "PUT application/json"),
    ("aws.protocols#restXml", "PUT application/xml"),
    ("aws.protocols#awsJson1_0", "POST application/x-amz-json-1.0"),
    ("aws.protocols#awsQuery", "POST application/x-www-form-urlencoded"),
    ("smithy.protocols#rpcv2Cbor", "POST application/cbor"),
    ("smithy.protocols#rpcv2Json", "POST application/json"),
];

#[tokio::test]
async fn every_protocol_has_the_same_outcome() {
    assert_eq!(PROTOCOLS.map(Protocol::id).to_vec(), SENT.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let (address, log) = serve::spawn(Store::default()).await.unwrap();
    let endpoint = format!("http://{address}");
    for (number, (id, sent)) in SENT.iter().enumerate() {
        let protocol = Protocol::of_id(id).unwrap();
        let outcome = calls::run(&endpoint, protocol, &format!("AB{number:04}")).await.unwrap();
        let missing = ParcelNotFound::new().with_message("There is no parcel ZZ0000.").with_id("ZZ0000");
        assert_eq!((outcome.scan_count, &outcome.parcel), (2, &calls::sent().unwrap()), "{id}");
        assert_eq!(outcome.missing, missing, "{id}");
        assert!(outcome.refusal.contains("'/id'"), "{id}: {}", outcome.refusal);
        let log = log.take();
        assert_eq!((log.len(), log[0].as_str()), (6, *sent), "{id}");
    }
    // What came in one protocol is there for the others.
    for protocol in PROTOCOLS {
        let client = Client::builder().endpoint(&*endpoint).protocol(protocol).build().unwrap();
        let parcel = client.track_parcel(TrackParcelInput::new("AB0000")).await.unwrap();
        assert_eq!(parcel, calls::sent().unwrap(), "{protocol}");
        let error = client.register_parcel(RegisterParcelInput::new("AB0000")).await.unwrap_err();
        assert_eq!(error.code(), Some("ParcelExists"), "{protocol}: {error}");
    }
}

#[test]
fn the_program_prints_a_line_for_each_protocol() {
    let run = Command::new(env!("CARGO_BIN_EXE_protocols")).output().unwrap();
    let printed = String::from_utf8(run.stdout).unwrap();
    assert!(run.status.success(), "{printed}{}", String::from_utf8_lossy(&run.stderr));
    let mut lines = printed.lines();
    assert!(lines.next().unwrap().starts_with("serving on http://127.0.0.1:"), "{printed}");
    let result = "scanned in Oslo, Bergen; There is no parcel ZZ0000. 1 validation error detected.";
    let expected: Vec<String> = SENT.iter().map(|(id, sent)| format!("{id}: {sent}: {result}")).collect();
    assert_eq!(lines.collect::<Vec<_>>(), expected);
}
