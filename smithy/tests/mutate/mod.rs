//! Random changes to models, the same on every machine.

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
