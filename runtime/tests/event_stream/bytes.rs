//! The bytes of messages, right and wrong.

use ::bytes::Bytes;
use shapewright_runtime::EventError;

use crate::frame::{Header, all, answered, event, message, prelude, raw_message, read};
use crate::sample::{Talk, Word};

fn words() -> (Vec<u8>, Vec<Talk>) {
    let words = ["", "one", "two"];
    let bytes = words.map(|word| event("word", &[], format!(r#"{{"text":"{word}"}}"#).as_bytes()));
    (bytes.concat(), words.map(|word| Talk::Word(Word::new(word))).to_vec())
}

/// The events of a stream without an error.
async fn read_all(pieces: Vec<Bytes>) -> Vec<Talk> {
    let events = answered(pieces.into_iter().map(Ok).collect()).await;
    all(events).await.into_iter().map(Result::unwrap).collect()
}

#[tokio::test]
async fn pieces_may_end_anywhere() {
    let (bytes, expected) = words();
    let bytes = Bytes::from(bytes);
    for at in 0..=bytes.len() {
        let pieces = vec![bytes.slice(..at), Bytes::new(), bytes.slice(at..)];
        assert_eq!(read_all(pieces).await, expected, "cut at {at}");
    }
    let single = bytes.chunks(1).map(Bytes::copy_from_slice).collect();
    assert_eq!(read_all(single).await, expected);
}

#[tokio::test]
async fn a_stream_that_ends_within_a_message_is_an_error() {
    let (bytes, expected) = words();
    let ends: Vec<usize> = bytes.iter().enumerate().scan(0, |_, (at, _)| Some(at)).collect();
    let mut whole = 0;
    for end in ends {
        let events = read(&bytes[..end]).await;
        let (last, first) = match events.split_last() {
            Some((Err(error), first)) => (Some(error), first),
            _ => (None, &events[..]),
        };
        assert!(matches!(last, None | Some(EventError::Malformed(_))), "cut at {end}: {last:?}");
        whole += usize::from(last.is_none());
        let first: Vec<_> = first.iter().map(|event| event.as_ref().unwrap()).collect();
        assert_eq!(first, expected.iter().take(first.len()).collect::<Vec<_>>());
    }
    assert_eq!(whole, 3, "cuts between messages");
}

#[tokio::test]
async fn a_byte_that_flipped_is_noticed() {
    let (bytes, _) = words();
    for at in 0..bytes.len() {
        for mask in [1, 0x80] {
            let mut bytes = bytes.clone();
            bytes[at] ^= mask;
            let events = read(&bytes).await;
            let last = events.last().unwrap();
            assert!(matches!(last, Err(EventError::Malformed(_))), "{at}: {last:?}");
        }
    }
}

#[tokio::test]
async fn lengths_must_fit() {
    const MEBI: usize = 1 << 20;
    let cases = [
        (15, 0, "contradict"),
        (0, 0, "contradict"),
        (16, 1, "contradict"),
        (100, u32::MAX as usize, "contradict"),
        // Only servers hold messages to the format's limits; these end early.
        (24 * MEBI + 17, 0, "ends in the middle"),
        (u32::MAX as usize, 0, "ends in the middle"),
        (MEBI, 128 * 1024 + 1, "ends in the middle"),
    ];
    for (length, headers, reason) in cases {
        let events = read(&prelude(length, headers)).await;
        let [Err(EventError::Malformed(text))] = &events[..] else { panic!("{length}: {events:?}") };
        assert!(text.contains(reason), "{length}: {text}");
    }
}

#[tokio::test]
async fn headers_must_be_readable() {
    let cases: &[(&str, &[u8])] = &[
        ("no name", &[0, 0]),
        ("a name without a type", &[1, b'a']),
        ("a name that ends early", &[2, b'a']),
        ("a name that is no UTF-8", &[1, 0xff, 0]),
        ("an unknown type", &[1, b'a', 10]),
        ("a byte without a value", &[1, b'a', 2]),
        ("a short of one byte", &[1, b'a', 3, 0]),
        ("an integer of three bytes", &[1, b'a', 4, 0, 0, 0]),
        ("a long of one byte", &[1, b'a', 5, 0]),
        ("a blob that ends early", &[1, b'a', 6, 0, 2, 0]),
        ("a string without a length", &[1, b'a', 7, 0]),
        ("a string that is no UTF-8", &[1, b'a', 7, 0, 1, 0xff]),
        ("a timestamp of one byte", &[1, b'a', 8, 0]),
        ("a UUID of one byte", &[1, b'a', 9, 0]),
    ];
    for (what, headers) in cases {
        let events = read(&raw_message(headers, b"")).await;
        let [Err(EventError::Malformed(text))] = &events[..] else { panic!("{what}: {events:?}") };
        assert_eq!(*text, "the headers are malformed", "{what}");
    }
}

#[tokio::test]
async fn messages_say_what_they_are() {
    let word: Header<'_> = (":event-type", 7, b"word");
    let cases: &[(&str, &[Header<'_>])] = &[
        ("no type", &[word]),
        ("a type that is a blob", &[(":message-type", 6, b"event"), word]),
        ("an unknown type", &[(":message-type", 7, b"other"), word]),
        ("an event without a name", &[(":message-type", 7, b"event")]),
        ("an event whose name is a blob", &[(":message-type", 7, b"event"), (":event-type", 6, b"word")]),
        ("an exception with the name of an event", &[(":message-type", 7, b"exception"), word]),
    ];
    for (what, headers) in cases {
        let bytes = message(headers, br#"{"text":"a"}"#);
        let events = read(&bytes).await;
        assert!(matches!(&events[..], [Err(EventError::Malformed(_))]), "{what}: {events:?}");
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_an_error() {
    let (bytes, expected) = words();
    let events = all(answered(vec![Ok(bytes.into()), Err("gone"), Ok(Bytes::new())]).await).await;
    let (last, first) = events.split_last().unwrap();
    assert_eq!(first.len(), expected.len());
    assert!(matches!(last, Err(EventError::Broken(error)) if error.to_string() == "gone"));
}
