//! Random changes to models, the same on every machine.

#![allow(dead_code, unused_imports, reason = "each test uses a part")]

mod structure;

pub(crate) use structure::{mutate_parts, mutate_statements};

/// A generator of numbers that is the same on every machine (xorshift).
pub(crate) struct Numbers(u64);

impl Numbers {
    /// Begins somewhere, but not with zero.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// Changes one to three bytes: to another one, to one that JSON has a use for, or to nothing.
pub(crate) fn mutate_bytes(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    for _ in 0..=numbers.below(3) {
        if bytes.is_empty() {
            return;
        }
        let at = numbers.below(bytes.len());
        match numbers.below(4) {
            0 => bytes[at] = numbers.below(256) as u8,
            1 => bytes[at] = b"{}[]\",:\\0-1.e#$\n"[numbers.below(16)],
            2 => drop(bytes.remove(at)),
            _ => bytes.truncate(at.max(1)),
        }
    }
}

/// Replaces, removes or copies a value somewhere in a document.
pub(crate) fn mutate_node(root: &mut serde_json::Value, numbers: &mut Numbers) {
    use serde_json::{Value, json};
    let donors = [root.clone(), json!(null), json!(-1), json!(1.5), json!("x"), json!([]), json!({})];
    let mut node = root;
    // Go down until chance or a leaf ends the way.
    loop {
        let size = match &*node {
            Value::Array(elements) => elements.len(),
            Value::Object(entries) => entries.len(),
            _ => 0,
        };
        if size == 0 || numbers.below(6) == 0 {
            break;
        }
        let at = numbers.below(size);
        node = match node {
            Value::Array(elements) => &mut elements[at],
            Value::Object(entries) => entries.iter_mut().nth(at).map(|(_, value)| value).unwrap(),
            _ => unreachable!("only containers have a size"),
        };
    }
    if let Value::Object(entries) = node
        && numbers.below(2) == 0
    {
        let keys: Vec<_> = entries.keys().cloned().collect();
        let key = keys.get(numbers.below(keys.len())).cloned().unwrap_or_default();
        let value = entries.remove(&key).unwrap_or_default();
        entries.insert(format!("{key}{}", ["", "x", "$y", "#"][numbers.below(4)]), value);
        return;
    }
    *node = donors[numbers.below(donors.len())].clone();
}

/// Changes one to four places of a file in Smithy's IDL: removes or repeats a part, or inserts something that means
/// something, or a part of another file.
pub(crate) fn mutate_idl(bytes: &mut Vec<u8>, other: &[u8], numbers: &mut Numbers) {
    const WORDS: &[&str] = &[
        "structure ",
        "operation ",
        "apply ",
        "namespace ",
        "metadata ",
        "use ",
        "enum ",
        "with [",
        " for ",
        "input := ",
        "///",
        "//",
        "\"",
        "\"\"\"",
        "\\",
        "\\u12",
        "@",
        "$",
        "#",
        ":",
        ":=",
        "=",
        ",",
        ".",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "\n",
        "\r",
        " ",
        "-",
        "0",
        "1.",
        "e",
        "_",
        "a",
        "\u{e9}",
        "\u{feff}",
        "\0",
        "null",
    ];
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len() + 1);
        let end = (at + numbers.below(30)).min(bytes.len());
        match numbers.below(5) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let part = bytes[at..end].to_vec();
                let to = numbers.below(bytes.len() + 1);
                bytes.splice(to..to, part);
            }
            2 if !other.is_empty() => {
                let from = numbers.below(other.len());
                let to = (from + numbers.below(200)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            _ => drop(bytes.splice(at..at, WORDS[numbers.below(WORDS.len())].bytes())),
        }
    }
}
