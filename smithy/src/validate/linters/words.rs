//! Names taken apart into words.

/// The words of a name in camel case or with underscores, as they are written; digits belong to the word before them.
pub(super) fn camel_words(name: &str) -> Vec<&str> {
    split(name, |before, at, after| {
        let begins = (before.is_ascii_lowercase() || before.is_ascii_digit()) && at.is_ascii_uppercase();
        begins || ends_abbreviation(before, at, after)
    })
}

/// The words of a name as searches mean them, in lower case: letters and digits are words of their own (Smithy 2.0,
/// "Words boundary matching").
fn search_words(name: &str) -> Vec<String> {
    let words = split(name, |before, at, after| {
        let begins = before.is_ascii_lowercase() && at.is_ascii_uppercase();
        let is_number = before.is_ascii_digit() != at.is_ascii_digit();
        begins || is_number || ends_abbreviation(before, at, after)
    });
    words.into_iter().map(str::to_ascii_lowercase).collect()
}

/// Whether an upper-case letter begins a word after an abbreviation, as `V` does in `IDValue`.
fn ends_abbreviation(before: u8, at: u8, after: Option<u8>) -> bool {
    before.is_ascii_uppercase() && at.is_ascii_uppercase() && after.is_some_and(|after| after.is_ascii_lowercase())
}

/// The parts between characters that are neither letters nor digits, divided where `begins` says so of a character, given
/// the one before it and the one after it.
fn split(name: &str, begins: impl Fn(u8, u8, Option<u8>) -> bool) -> Vec<&str> {
    let mut words = Vec::new();
    for part in name.split(|character: char| !character.is_ascii_alphanumeric()) {
        let bytes = part.as_bytes();
        let mut start = 0;
        for (at, pair) in bytes.windows(2).enumerate() {
            if let [before, byte] = *pair
                && begins(before, byte, bytes.get(at + 2).copied())
            {
                words.extend(part.get(start..=at));
                start = at + 1;
            }
        }
        words.extend(part.get(start..).filter(|word| !word.is_empty()));
    }
    words
}

/// A search for words that stand next to each other in names.
pub(super) struct Term {
    words: Vec<String>,
    /// The words without spaces between them, which match a word of its own.
    joined: String,
}

impl Term {
    /// Reads a term: words of letters and digits with single spaces between them.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !text.split(' ').all(is_word) {
            return Err(format!(
                "`{text}` is not a term: write words of letters and digits with single spaces between"
            ));
        }
        let words: Vec<String> = text.split(' ').map(str::to_ascii_lowercase).collect();
        let joined = words.concat();
        Ok(Self { words, joined })
    }

    /// Whether a name contains the words.
    pub(super) fn matches(&self, name: &Name) -> bool {
        let is_found = name.words.windows(self.words.len().max(1)).any(|words| words == self.words);
        is_found || name.single.contains(&self.joined)
    }

    /// The term, for messages.
    pub(super) fn text(&self) -> String {
        self.words.join(" ")
    }
}

/// A name that is searched for terms.
pub(super) struct Name {
    words: Vec<String>,
    /// The words that have characters other than letters and digits around them, or nothing.
    single: Vec<String>,
}

impl Name {
    pub(super) fn new(name: &str) -> Self {
        let parts = name.split(|character: char| !character.is_ascii_alphanumeric());
        let single = parts.map(search_words).filter_map(|mut words| words.pop().filter(|_| words.is_empty()));
        Self { words: search_words(name), single: single.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Name, Term, camel_words, search_words};

    #[test]
    fn names_come_apart_into_words() {
        assert_eq!(camel_words("BamID2HTTP"), ["Bam", "ID2", "HTTP"]);
        assert_eq!(camel_words("XMLRequest"), ["XML", "Request"]);
        assert_eq!(camel_words("_get_fooBar"), ["get", "foo", "Bar"]);
        assert_eq!(search_words("accessKeyIDValue").join(" "), "access key id value");
        assert_eq!(search_words("accessKey1").join(" "), "access key 1");
        assert_eq!(search_words("access_keyID").join(" "), "access key id");
    }

    #[test]
    fn terms_match_neighboring_words() {
        let term = Term::parse("secret id").unwrap();
        let found =
            ["SomeSecretId", "SomeSecretIDValue", "SomeSecret__ID__value", "secret_id", "secret_id100", "secretid"];
        let absent = ["secretidvalue", "SecretThingId", "SomeSecretid", ""];
        assert!(found.iter().all(|name| term.matches(&Name::new(name))));
        assert!(term.matches(&Name::new("secretid_value")));
        assert!(!absent.iter().any(|name| term.matches(&Name::new(name))));
        assert!(!Term::parse("secr etid").is_ok_and(|term| term.matches(&Name::new("SecretId"))));
        assert!(["", " a", "a  b", "a-b"].iter().all(|text| Term::parse(text).is_err()));
    }
}
