//! Bytes as people read them: hexadecimal digits, and strings in quotes.

/// The bytes of a line: two hexadecimal digits each, with blanks as you like. A string in quotes stands for a CBOR text
/// string of definite length, its length included.
pub fn bytes(line: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (index, part) in line.split('"').enumerate() {
        if index % 2 == 0 {
            let digits: Vec<u8> = part.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
            let pairs = digits.chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
            bytes.extend(pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap_or_else(|_| panic!("{line}"))));
        } else {
            head(part.len(), &mut bytes);
            bytes.extend(part.bytes());
        }
    }
    bytes
}

fn head(length: usize, bytes: &mut Vec<u8>) {
    match u8::try_from(length).unwrap() {
        short @ 0..24 => bytes.push(0x60 + short),
        long => bytes.extend([0x78, long]),
    }
}

/// The reverse of [`bytes`]: the head of each item in one piece, with the bytes of byte strings. Only strings of letters
/// and digits are in quotes.
pub fn line(bytes: &[u8]) -> String {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        let argument = match first & 31 {
            24 => 1,
            25 => 2,
            26 => 4,
            27 => 8,
            _ => 0,
        };
        let (argument, after) = after.split_at(argument);
        let length = argument.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        let length = if argument.is_empty() { usize::from(first & 31) } else { length };
        let (content, after) = after.split_at(if matches!(first >> 5, 2 | 3) { length } else { 0 });
        let is_plain = content.iter().all(u8::is_ascii_alphanumeric);
        parts.push(match first >> 5 {
            3 if is_plain => format!("\"{}\"", String::from_utf8_lossy(content)),
            _ => rest[..rest.len() - after.len()].iter().map(|byte| format!("{byte:02x}")).collect(),
        });
        rest = after;
    }
    parts.join(" ")
}

#[test]
fn lines_are_read_and_written() {
    let read = bytes("a1 \"text\" 63 61 6263 4202ff ff");
    assert_eq!(read, b"\xa1\x64text\x63abc\x42\x02\xff\xff");
    assert_eq!(line(&read), "a1 \"text\" \"abc\" 4202ff ff");
    assert_eq!(bytes(&line(&read)), read);
}
