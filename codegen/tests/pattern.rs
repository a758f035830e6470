//! Holds the matchers of patterns against an independent ECMA 262 engine.
//!
//! The patterns are data: the name of a file in `pattern/` says what becomes of those inside.
//! `PATTERN_MODELS` may name a folder of Smithy JSON AST models whose patterns are tried as well.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod pattern {
    pub(crate) mod program;
    pub(crate) mod random;
    pub(crate) mod texts;
}

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use pattern::program::Program;
use pattern::random::pattern as random_pattern;
use pattern::texts::{Random, texts};
use shapewright_codegen::tools::pattern::{Matcher, PatternErrorKind, Tester, compile};

/// The patterns of a data file: its lines, but for empty ones and those that begin with `# `.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with("# "))
}

/// What becomes of a pattern.
fn outcome(pattern: &str) -> &'static str {
    fn passes(matcher: &Matcher) -> bool {
        match matcher {
            Matcher::Regex(_) => false,
            Matcher::Not(inner) => passes(inner),
            Matcher::All(inner) | Matcher::Any(inner) => inner.iter().all(passes),
            Matcher::Always | Matcher::Never | Matcher::OnePass(_) => true,
        }
    }
    match compile(pattern) {
        Ok(Matcher::Always) => "always",
        Ok(Matcher::Never) => "never",
        Ok(matcher) if passes(&matcher) => "passes",
        Ok(_) => "regex",
        Err(error) if error.kind == PatternErrorKind::Syntax => "syntax error",
        Err(_) => "out of reach",
    }
}

#[test]
fn patterns_become_what_their_file_says() {
    let cases = [
        ("passes", include_str!("pattern/passes.txt")),
        ("regex", include_str!("pattern/regex.txt")),
        ("always", include_str!("pattern/always.txt")),
        ("never", include_str!("pattern/never.txt")),
        ("out of reach", include_str!("pattern/out_of_reach.txt")),
        ("syntax error", include_str!("pattern/syntax_errors.txt")),
    ];
    let wrong: Vec<_> = cases
        .iter()
        .flat_map(|(expected, patterns)| lines(patterns).map(move |pattern| (pattern, *expected)))
        .filter(|(pattern, expected)| outcome(pattern) != *expected)
        .map(|(pattern, expected)| format!("{pattern}: expected {expected}, found {}", outcome(pattern)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn matchers_agree_with_an_independent_engine() {
    let files = [
        include_str!("pattern/passes.txt"),
        include_str!("pattern/regex.txt"),
        include_str!("pattern/always.txt"),
        include_str!("pattern/never.txt"),
    ];
    let wrong: Vec<_> =
        files.iter().flat_map(|file| lines(file)).filter_map(|pattern| compare(pattern).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Holds many texts against a pattern; the texts that both engines accept, and refuse.
fn compare(pattern: &str) -> Result<(usize, usize), String> {
    compare_with(pattern, texts(pattern))
}

fn compare_with(pattern: &str, texts: Vec<String>) -> Result<(usize, usize), String> {
    let matcher = compile(pattern).map_err(|error| format!("{pattern}: {error}"))?;
    let (program, tester) = (Program::new(&matcher), Tester::new(&matcher));
    let (oracle, by_code_point) = match regress::Regex::with_flags(pattern, "u") {
        Ok(regex) => (regex, true),
        // Without the flag, escapes that only Java knows would be taken for letters.
        Err(error) if [r"\p", r"\P", r"\A", r"\z"].iter().any(|escape| pattern.contains(escape)) => {
            return Err(format!("{pattern}: the other engine says: {error}"));
        }
        Err(_) => match regress::Regex::new(pattern) {
            Ok(regex) => (regex, false),
            Err(error) => return Err(format!("{pattern}: the other engine says: {error}")),
        },
    };
    let spaces = pattern.contains(r"\s") || pattern.contains(r"\S");
    let properties = pattern.contains(r"\p") || pattern.contains(r"\P");
    let comparable = |text: &String| {
        text.chars().all(|char| match char {
            _ if char.is_ascii() => true,
            // Without the flag `u` the other engine counts UTF-16 units.
            '\u{10000}'.. if !by_code_point => false,
            // Its `\s` is all of Unicode's.
            _ if spaces && (char.is_whitespace() || char == '\u{FEFF}') => false,
            // Its tables may be of another version of Unicode; these were in all of them.
            _ => !properties || char < '\u{0500}',
        })
    };
    let texts: Vec<String> = texts.into_iter().filter(comparable).collect();
    let mut counts = (0, 0);
    for (text, expected) in texts.iter().zip(answers(oracle, texts.clone())) {
        if program.is_match(text) != expected || tester.is_match(text) != expected {
            return Err(format!("{pattern}: {text:?} should be {}", if expected { "accepted" } else { "refused" }));
        }
        if expected { counts.0 += 1 } else { counts.1 += 1 }
    }
    Ok(counts)
}

/// Random patterns, each with texts made for it. `PATTERN_COUNT` says how many, which are always the same.
#[test]
#[allow(clippy::print_stdout, reason = "the figures are what the test is run for")]
fn random_patterns_agree_with_an_independent_engine() {
    let count = std::env::var("PATTERN_COUNT").map_or(3_000, |count| count.parse().unwrap());
    let mut random = Random::new(0x5eed_0008);
    let (mut compared, mut out_of_reach, mut texts, mut wrong) = (0, 0, 0, Vec::new());
    for _ in 0..count {
        let pattern = random_pattern(&mut random);
        match compile(&pattern) {
            Ok(_) => match compare_with(&pattern, short_texts(&pattern)) {
                Ok((accepted, refused)) => (compared, texts) = (compared + 1, texts + accepted + refused),
                Err(error) => wrong.push(error),
            },
            Err(error) if error.kind == PatternErrorKind::OutOfReach => out_of_reach += 1,
            Err(error) => wrong.push(format!("{pattern}: {error}")),
        }
    }
    println!("{compared} patterns agree on {texts} texts, {out_of_reach} have no matcher");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared * 2 > count, "only {compared} of {count} patterns were compared");
}

/// A share of the texts for a pattern, short enough for an engine that backtracks.
fn short_texts(pattern: &str) -> Vec<String> {
    texts(pattern).into_iter().step_by(5).map(|text| text.chars().take(12).collect()).collect()
}

/// What the other engine says of each text. It backtracks: after half a second on one text the rest
/// goes unanswered, and its thread is left alone.
fn answers(oracle: regress::Regex, texts: Vec<String>) -> impl Iterator<Item = bool> {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for text in texts {
            if sender.send(oracle.find(&text).is_some()).is_err() {
                break;
            }
        }
    });
    std::iter::from_fn(move || receiver.recv_timeout(Duration::from_millis(500)).ok())
}

#[test]
fn what_only_java_knows_is_read_as_java_means_it() {
    let mut program = None;
    for line in lines(include_str!("pattern/java.txt")) {
        let (mark, rest) = line.split_once(' ').unwrap();
        match mark {
            "pattern" => program = Some((rest, Program::new(&compile(rest).unwrap()))),
            "accepts" | "refuses" => {
                let (pattern, program) = program.as_ref().unwrap();
                let text: String = serde_json::from_str(rest).unwrap();
                assert_eq!(program.is_match(&text), mark == "accepts", "{pattern}: {text:?}");
            }
            other => panic!("unknown mark {other}"),
        }
    }
}

#[test]
fn nothing_backtracks() {
    let hostile = format!("{}!", "a".repeat(26));
    for pattern in [r"^([a-zA-Z0-9]+\s?)*$", r"^([0-9a-z]+)+$", r"^(a|a)*$", r"^(a|aa)+$", r"^(.*a){11}$"] {
        let program = Program::new(&compile(pattern).unwrap());
        let mut best = Duration::MAX;
        for _ in 0..20 {
            let start = Instant::now();
            assert!(!program.is_match(&hostile), "{pattern}");
            best = best.min(start.elapsed());
        }
        assert!(best < Duration::from_micros(100), "{pattern} took {best:?}");
    }
}

/// A search that begins again after each place within a character would not come to an end here.
#[test]
fn places_within_characters_are_not_searched_again_and_again() {
    let program = Program::new(&compile(r"[^8]*8é|\B").unwrap());
    let text = "aé".repeat(100_000) + "a";
    assert!(!program.is_match(&text));
    assert!(program.is_match(&(text + "8é")));
}

#[test]
fn any_text_is_compiled_in_bounded_time() {
    let deep = |open: &str, inner: &str, close: &str, depth| open.repeat(depth) + inner + &close.repeat(depth);
    let hostile = [
        deep("(", "a", ")", 100_000),
        deep("(", "a", ")*", 100),
        deep("(", "a", "{2,9})", 60),
        deep("(", "a", "|b)?", 100),
        deep("(?=a", "b", ")", 100),
        deep("(?!", "a", ")", 100),
        deep("(a?", "b", "?c?)*", 100),
        "a?".repeat(50_000),
        "(a|b?)".repeat(10_000),
        "(?!a)".repeat(10_000),
        "(?!ab)".repeat(10_000),
        "(?!ab)a?".repeat(1_000),
        "[a-z]{1,1000}".repeat(1_000),
        "(ab|a)?".repeat(10_000),
        "^.{1,100000}(a|ab){1,100000}$".to_owned(),
        "((a{1,1000}){1,1000}){1,1000}".to_owned(),
        (0..10_000).map(|n| format!("w{n}|")).collect(),
        format!("[{}]", (0..20_000).map(|n| char::from_u32(0x4E00 + n).unwrap()).collect::<String>()),
        "[&&".repeat(50_000),
        "\\1".repeat(50_000) + "()",
        "\\1".repeat(50_000),
        "a{".repeat(50_000),
        "[[:".repeat(30_000),
        "\\x{".repeat(30_000),
        "|".repeat(100_000),
        "^".repeat(100_000),
        "$".repeat(100_000),
        "\\p{L}".repeat(5_000),
        "a++".repeat(5_000),
        "a{4294967295}{4294967295}".to_owned(),
        "(a{4294967295,}){4294967295,}".to_owned(),
    ];
    for pattern in &hostile {
        let start = Instant::now();
        let _ = compile(pattern);
        let took = start.elapsed();
        let shown: String = pattern.chars().take(20).collect();
        assert!(took < Duration::from_secs(10), "{shown}… took {took:?}");
    }
    let mut random = Random::new(7);
    let pieces = [
        "(", ")", "[", "]", "^", "$", "|", "*", "+", "?", "{2}", "{,", "\\", "-", "a", "é", "(?!", "(?<=", "\\p{", "}",
        "\\u12", "&&[", "[:", ".", "\\Q", "\\b", "(?i)", "\\Z",
    ];
    for _ in 0..20_000 {
        let length = random.below(14);
        let pattern: String = (0..length).map(|_| pieces[random.below(pieces.len())]).collect();
        if let Ok(matcher) = compile(&pattern) {
            Program::new(&matcher).is_match("aé-a{2}");
        }
    }
}

#[test]
#[allow(clippy::print_stdout, reason = "the figures are what the test is run for")]
fn patterns_of_real_models() {
    let Ok(folder) = std::env::var("PATTERN_MODELS") else {
        println!("skipped: PATTERN_MODELS names no folder of models");
        return;
    };
    let mut patterns = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            collect(&serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap(), &mut patterns);
        }
    }
    let start = Instant::now();
    let mut outcomes = BTreeMap::<_, usize>::new();
    for pattern in &patterns {
        *outcomes.entry(outcome(pattern)).or_default() += 1;
    }
    println!("{} patterns in {:?}: {outcomes:?}", patterns.len(), start.elapsed());
    let (mut accepted, mut refused, mut wrong) = (0, 0, Vec::new());
    for pattern in patterns.iter().filter(|pattern| compile(pattern).is_ok()) {
        match compare(pattern) {
            Ok((yes, no)) => (accepted, refused) = (accepted + yes, refused + no),
            Err(error) => wrong.push(error),
        }
    }
    println!("agreed on {accepted} accepted and {refused} refused texts; could not agree on:\n{}", wrong.join("\n"));
    let refusals = outcomes.get("out of reach").unwrap_or(&0) + outcomes.get("syntax error").unwrap_or(&0);
    assert!(refusals * 1000 <= patterns.len() * 7, "{refusals} patterns have no matcher");
    assert!(wrong.iter().all(|wrong| wrong.contains("the other engine says")), "matchers are wrong");
}

/// Collects the values of the `pattern` trait.
fn collect(value: &serde_json::Value, patterns: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(members) => {
            for (name, value) in members {
                if let ("smithy.api#pattern", Some(pattern)) = (name.as_str(), value.as_str()) {
                    patterns.insert(pattern.to_owned());
                }
                collect(value, patterns);
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, patterns)),
        _ => {}
    }
}
