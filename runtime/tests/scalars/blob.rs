//! Blobs: base64 in JSON, bytes elsewhere.

use bytes::Bytes;
use shapewright_runtime::Blob;

#[test]
fn base64_both_ways() {
    // RFC 4648 section 10, and bytes that need the last two characters of the alphabet.
    let cases: [(&[u8], &str); 8] = [
        (b"", ""),
        (b"f", "Zg=="),
        (b"fo", "Zm8="),
        (b"foo", "Zm9v"),
        (b"foobar", "Zm9vYmFy"),
        (b"value", "dmFsdWU="),
        (&[0xfb, 0xef, 0xff], "++//"),
        (&[0], "AA=="),
    ];
    for (bytes, text) in cases {
        let blob = Blob::from(bytes);
        assert_eq!(blob.to_base64(), text);
        assert_eq!(Blob::from_base64(text), Ok(blob.clone()));
        let json = format!("\"{text}\"");
        assert_eq!(serde_json::to_string(&blob).unwrap(), json);
        assert_eq!(serde_json::from_str::<Blob>(&json).unwrap(), blob);
        let cbor = cbor4ii::serde::to_vec(Vec::new(), &blob).unwrap();
        assert_eq!(cbor.len(), bytes.len() + 1);
        assert_eq!(cbor4ii::serde::from_slice::<Blob>(&cbor).unwrap(), blob);
    }
}

#[test]
fn texts_that_are_refused() {
    let cases = [
        ("xyz", "not base64: wrong padding"),
        ("YmxvYg=", "not base64: wrong padding"),
        ("[][]", "not base64: unexpected character at byte 0"),
        ("-_==", "not base64: unexpected character at byte 0"),
        ("Zg", "not base64: wrong padding"),
        ("Zg===", "not base64: unexpected character at byte 2"),
        ("Zh==", "not base64: the last character, at byte 1, has bits left over"),
        ("Zm9v\n", "not base64: unexpected character at byte 4"),
        ("Zm 9v", "not base64: unexpected character at byte 2"),
        ("Zm9vZ", "not base64: the length is not a multiple of four"),
    ];
    for (text, message) in cases {
        assert_eq!(Blob::from_base64(text).unwrap_err().to_string(), message, "{text}");
    }
    for json in ["1", "null", "[1,2]", "{}", "\"xyz\""] {
        assert!(serde_json::from_str::<Blob>(json).is_err(), "{json}");
    }
}

#[test]
fn debug_shows_a_beginning() {
    let cases: [(Vec<u8>, &str); 5] = [
        (b"hello\n".to_vec(), r#"Blob(6 bytes, "hello\n")"#),
        (vec![], r#"Blob(0 bytes, "")"#),
        (vec![0, 1, 2], "Blob(3 bytes, base64 AAEC)"),
        (vec![b'a'; 33], r#"Blob(33 bytes, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"…)"#),
        // The preview ends within a character.
        (["a", &"é".repeat(20)].concat().into(), r#"Blob(41 bytes, "aééééééééééééééé"…)"#),
    ];
    for (bytes, text) in cases {
        assert_eq!(format!("{:?}", Blob::from(bytes)), text);
    }
}

#[test]
fn conversions() {
    let blob = Blob::from("text");
    assert_eq!(blob, Blob::from(b"text"));
    assert_eq!(blob, Blob::from("text".to_owned()));
    assert_eq!(blob, Blob::from(Bytes::from_static(b"text")));
    assert_eq!(blob.len(), 4);
    assert_eq!(blob.as_ref(), b"text");
    assert_eq!(Vec::from(blob.clone()), b"text");
    assert_eq!(blob.into_bytes(), "text");
    assert!(Blob::default().is_empty());
}
