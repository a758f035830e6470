//! Splits the words of a model and joins them the way Rust writes each kind of name.

use heck::{ToShoutySnakeCase, ToSnakeCase};

use super::scope::Case;

/// The preferred text of an identifier: ASCII letters, digits and underscores, no digit in front.
/// It may still be a keyword or taken.
pub(super) fn spell(case: Case, wire: &str) -> String {
    let words = spell_symbols(wire);
    let text = match case {
        Case::Type if is_upper_camel(&words) => words,
        Case::Type | Case::Variant => upper_camel(&words),
        Case::Module | Case::Field | Case::Function => split_words(&words).to_snake_case(),
        Case::Constant => split_words(&words).to_shouty_snake_case(),
    };
    if !text.starts_with(|first: char| first.is_ascii_digit()) {
        return text;
    }
    match case {
        Case::Type | Case::Variant | Case::Constant => format!("V{text}"),
        Case::Module | Case::Field | Case::Function => format!("v{text}"),
    }
}

/// Replaces what cannot be part of an identifier, so that a letter or a digit remains in any case.
///
/// Symbols separate words, except where the name would be lost or change its sign without them.
fn spell_symbols(wire: &str) -> String {
    if !wire.contains(|c: char| c.is_ascii_alphanumeric()) {
        let words: Vec<&str> = wire.chars().filter_map(symbol_word).collect();
        return match (wire.is_empty(), words.is_empty()) {
            (true, _) => "empty".to_owned(),
            (false, true) => "value".to_owned(),
            (false, false) => words.join("_"),
        };
    }
    let words: String = wire.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    match wire.strip_prefix('-') {
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => format!("minus{words}"),
        _ => words,
    }
}

fn is_upper_camel(words: &str) -> bool {
    words.starts_with(|first: char| first.is_ascii_uppercase()) && !words.contains('_')
}

/// Joins words at underscores, keeping the capitals inside a word.
///
/// A word in capitals only is read as a word rather than an acronym. An underscore stays between
/// two digits, where the compiler's `non_camel_case_types` allows it: `1.10` is not `11.0`.
fn upper_camel(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for word in words.split('_').filter(|word| !word.is_empty()) {
        let (first, rest) = word.split_at(1);
        if ends_with_digit(&text) && first.starts_with(|c: char| c.is_ascii_digit()) {
            text.push('_');
        }
        text.push_str(&first.to_ascii_uppercase());
        if word.contains(|c: char| c.is_ascii_lowercase()) {
            text.push_str(rest);
        } else {
            text.push_str(&rest.to_ascii_lowercase());
        }
    }
    text
}

fn ends_with_digit(text: &str) -> bool {
    text.ends_with(|last: char| last.is_ascii_digit())
}

/// Puts underscores around the words that `heck` would tear apart.
///
/// Those are the words of [`WHOLE_WORDS`] and acronyms in the plural, such as `ARNs`.
fn split_words(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 8);
    let mut rest = words;
    while let Some(next) = rest.chars().next() {
        let after_letter = text.ends_with(|c: char| c.is_ascii_alphabetic());
        let after_capital = text.ends_with(|c: char| c.is_ascii_uppercase());
        let whole = whole_word(rest, after_letter).or_else(|| plural_acronym(rest, after_capital));
        if let Some((length, word)) = whole {
            rest = &rest[length..];
            text.push('_');
            text.push_str(&word);
            // A digit belongs to the word before it (`OAuth2`), a capital opens the next one.
            if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                text.push('_');
            }
        } else {
            text.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    text
}

/// The length and the snake case of the entry of [`WHOLE_WORDS`] at the start of `rest`.
fn whole_word(rest: &str, after_letter: bool) -> Option<(usize, String)> {
    let (word, parts) = WHOLE_WORDS.iter().find(|(word, _)| {
        let starts = !after_letter || word.starts_with(|c: char| c.is_ascii_uppercase());
        starts && rest.strip_prefix(word).is_some_and(|rest| !starts_lowercase(rest))
    })?;
    Some((word.len(), (*parts).to_owned()))
}

/// The length and the snake case of two or more capitals and an `s` at the start of `rest`.
fn plural_acronym(rest: &str, after_capital: bool) -> Option<(usize, String)> {
    let capitals = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let after = rest[capitals..].strip_prefix('s')?;
    let ends = !after.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    (!after_capital && capitals >= 2 && ends).then(|| (capitals + 1, rest[..=capitals].to_ascii_lowercase()))
}

fn starts_lowercase(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Words whose capitals do not tell where they start and end, with their snake case.
const WHOLE_WORDS: &[(&str, &str)] = &[
    ("DBv2", "db_v2"),
    ("DBv3", "db_v3"),
    ("ETag", "etag"),
    ("FSx", "fsx"),
    ("GHz", "ghz"),
    ("GiB", "gib"),
    ("IPv4", "ipv4"),
    ("IPv6", "ipv6"),
    ("IaaS", "iaas"),
    ("IoT", "iot"),
    ("KiB", "kib"),
    ("LoRaWAN", "lorawan"),
    ("LoRa", "lora"),
    ("MHz", "mhz"),
    ("MiB", "mib"),
    ("NaN", "nan"),
    ("OAuth", "oauth"),
    ("PaaS", "paas"),
    ("PiB", "pib"),
    ("SaaS", "saas"),
    ("TiB", "tib"),
    ("TtL", "ttl"),
    ("UInt", "uint"),
    ("VCpu", "vcpu"),
    ("XRay", "xray"),
    ("eSIM", "esim"),
    ("eTag", "etag"),
    ("iOS", "ios"),
    ("iSCSI", "iscsi"),
    ("mTLS", "mtls"),
    ("oAuth", "oauth"),
    ("vCPU", "vcpu"),
    ("vCpu", "vcpu"),
];

/// What a symbol is called in a name that has no letters, by its name in Unicode or in speech.
fn symbol_word(symbol: char) -> Option<&'static str> {
    Some(match symbol {
        ' ' => "space",
        '!' => "exclamation",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "ampersand",
        '\'' => "apostrophe",
        '(' => "left_parenthesis",
        ')' => "right_parenthesis",
        '*' => "asterisk",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less_than",
        '=' => "equals",
        '>' => "greater_than",
        '?' => "question",
        '@' => "at",
        '[' => "left_bracket",
        '\\' => "backslash",
        ']' => "right_bracket",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' => "left_brace",
        '|' => "pipe",
        '}' => "right_brace",
        '~' => "tilde",
        _ => return None,
    })
}
