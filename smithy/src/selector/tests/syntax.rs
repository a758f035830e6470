//! What is wrong with selectors is reported with its place, and no text breaks the parser.

use std::collections::BTreeSet;

use super::{MessageTemplate, Selector, zoo};
use crate::neighbors::{Neighbors, Vertex};
use crate::selector::evaluate::Evaluation;
use crate::selector::parse::DEEPEST;

#[test]
fn syntax_errors_say_what_is_expected_where() {
    let cases = [
        ("", 0, "a selector", "the end"),
        ("  ", 2, "a selector", "the end"),
        ("!", 0, "a selector", "`!`"),
        ("strin", 0, "a type of shapes, perhaps `string`,", "`strin`"),
        ("structure foo", 10, "a type of shapes", "`foo`"),
        ("[", 1, "an attribute", "the end"),
        ("[id", 3, "`|`, a comparator or `]`", "the end"),
        ("[id|]", 4, "a quoted text, a number, or a shape id", "`]`"),
        ("[id||name]", 4, "a quoted text, a number, or a shape id", "`|name]`"),
        ("[id%=100]", 3, "`|`, a comparator or `]`", "`%=100]`"),
        ("[id=]", 4, "a quoted text, a number, or a shape id", "`]`"),
        ("[id = a,]", 8, "a quoted text, a number, or a shape id", "`]`"),
        ("[id = foo$bar]", 9, "`,`, `i` or `]`", "`$bar]`"),
        ("[id = a..b]", 8, "an identifier", "`.b]`"),
        ("[id = a#]", 8, "the name of a shape", "`]`"),
        ("[id = 'a", 6, "a text that ends with `'`", "`'a`"),
        ("[id = -]", 7, "a digit", "`]`"),
        ("[id = 1.]", 8, "a digit", "`]`"),
        ("[id|(keys]", 9, "`)`", "`]`"),
        ("[@", 2, "an attribute", "the end"),
        ("[@id]", 4, "`|` or `:`", "`]`"),
        ("[@:]", 3, "a quoted text, a number, or a shape id", "`]`"),
        ("[@: @id = 1]", 5, "`{`", "`id`"),
        ("[@: @{id = 1]", 9, "`|` or `}`", "`=`"),
        ("[@: @{id}]", 9, "a comparator", "`]`"),
        ("[@: @{id} = 1 &]", 14, "`,`, `i`, `&&` or `]`", "`&]`"),
        ("[@: @{id} = 1 &&]", 16, "a quoted text, a number, or a shape id", "`]`"),
        ("[@: @{a} {>} @{b}]", 9, "a comparator", "`{>}`"),
        (":", 1, "the name of a function", "the end"),
        (":not", 4, "`(`", "the end"),
        (":not(", 5, "a selector", "the end"),
        (":not()", 5, "a selector", "`)`"),
        (":not(string", 11, "`,` or `)`", "the end"),
        (":not(string, list)", 1, "a single selector in `:not`", "2 selectors"),
        (":in(string, list)", 1, "a single selector in `:in`", "2 selectors"),
        (":topdown(*, *, *)", 1, "one or two selectors in `:topdown`", "3 selectors"),
        (":is(string,)", 11, "a selector", "`)`"),
        ("-", 1, "`[`", "the end"),
        ("-[]->", 2, "the name of a relationship", "`]->`"),
        ("-[input", 7, "`,` or `]`", "the end"),
        ("-[input]>", 8, "`->`", "`>`"),
        ("<-[input]", 9, "`-`", "the end"),
        ("~", 1, "`>`", "the end"),
        ("$", 1, "the name of a variable", "the end"),
        ("$a", 2, "`(`", "the end"),
        ("$a(*", 4, "`)`", "the end"),
        ("${a", 3, "`}`", "the end"),
        ("${1}", 2, "the name of a variable", "`1}`"),
    ];
    for (text, offset, expected, found) in cases {
        let error = Selector::parse(text).expect_err(text);
        assert_eq!((error.offset(), error.expected(), error.found()), (offset, expected, found), "{text}");
    }
}

#[test]
fn templates_are_checked() {
    for (text, offset) in [("@", 1), ("a @b", 3), ("@{", 2), ("@{}", 2), ("@{id", 4), ("@@@", 3), ("@{id|}", 5)] {
        assert_eq!(MessageTemplate::parse(text).expect_err(text).offset(), offset, "{text}");
    }
}

#[test]
fn likely_mistakes_are_tolerated_with_a_warning() {
    let cases = [
        ("string", vec![]),
        (":foo(*)", vec![1]),
        (":each(*)", vec![1]),
        ("-[input, foo, bound]->", vec![9]),
        ("string) list", vec![6]),
    ];
    for (text, offsets) in cases {
        let selector = Selector::parse(text).expect(text);
        assert_eq!(selector.warnings().iter().map(|one| one.offset).collect::<Vec<_>>(), offsets, "{text}");
    }
}

#[test]
fn depth_is_limited() {
    let nested = |depth: usize| format!("{}*{}", ":not(".repeat(depth), ")".repeat(depth));
    assert!(Selector::parse(&nested(DEEPEST - 1)).is_ok());
    assert!(Selector::parse(&nested(DEEPEST)).is_err());
    assert!(Selector::parse(&nested(100_000)).is_err());
    assert!(Selector::parse(&"> ".repeat(DEEPEST)).is_ok());
    assert!(Selector::parse(&"> ".repeat(DEEPEST + 1)).is_err());
    assert!(Selector::parse(&":not([id = a#b]) ".repeat(10_000)).is_ok());
}

/// Deep selectors are evaluated without exhausting the stack, and in time.
#[test]
fn deep_selectors_are_evaluated() {
    let model = zoo();
    let neighbors = Neighbors::new(&model);
    let texts = [
        format!("{}*{}", ":not(".repeat(DEEPEST - 1), ")".repeat(DEEPEST - 1)),
        format!("{}>{}", ":test(> ".repeat(DEEPEST / 2 - 1), ")".repeat(DEEPEST / 2 - 1)),
        format!(":test({})", "> < ".repeat(DEEPEST / 2 - 1)),
        format!("{}*{}", ":not(~> ".repeat(DEEPEST / 2 - 1), ")".repeat(DEEPEST / 2 - 1)),
        format!("{}*{}", ":is(> *, < ".repeat(DEEPEST / 2 - 1), ")".repeat(DEEPEST / 2 - 1)),
        format!("{}*{}", ":recursive(> ".repeat(10), ")".repeat(10)),
        format!("{}*{}", ":topdown(".repeat(DEEPEST - 1), ")".repeat(DEEPEST - 1)),
    ];
    for text in texts {
        let selector = Selector::parse(&text).unwrap();
        let _ = selector.select(&neighbors);
    }
}

/// Pieces of selectors in random order: some are valid, and none breaks the parser or the evaluation. All shapes at once
/// give what each gives by itself, and predicates, which are followed backwards, agree with following them forwards.
#[test]
fn no_text_breaks_the_parser() {
    let model = zoo();
    let neighbors = Neighbors::new(&model);
    let own: Vec<_> = neighbors.vertices().filter(|&vertex| neighbors.is_own(vertex)).collect();
    let select =
        |selector: &Selector, from: &[Vertex]| Evaluation::new(&selector.parsed, &neighbors).select_from(from.to_vec());
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut valid = 0;
    for _ in 0..20_000 {
        let length = 1 + next(8);
        let text: String = (0..length).map(|_| PIECES[next(PIECES.len())]).collect();
        let _ = MessageTemplate::parse(&text);
        let selector = match Selector::parse(&text) {
            Ok(selector) => selector,
            Err(error) => {
                assert!(text.is_char_boundary(error.offset()), "{text}");
                continue;
            }
        };
        valid += 1;
        let each: Vec<_> = own.iter().map(|&vertex| select(&selector, &[vertex])).collect();
        let united: BTreeSet<_> = each.iter().flatten().copied().collect();
        assert_eq!(select(&selector, &own), Vec::from_iter(united), "{text}");
        if selector.warnings().is_empty() {
            let yielding = own.iter().zip(&each).filter(|(_, found)| !found.is_empty());
            let yielding: Vec<_> = yielding.map(|(&vertex, _)| vertex).collect();
            let test = Selector::parse(&format!(":test({text})")).expect("a selector can be an argument");
            assert_eq!(select(&test, &own), yielding, "{text}");
        }
    }
    assert!(valid > 1000, "only {valid} are valid");
}

#[rustfmt::skip]
const PIECES: &[&str] = &[
    "structure", "*", "member", "number", " ", ">", "<", "~>", "-[", "]->", "<-[", "]-", "input", ",", "trait", "(", ")",
    ":test(", ":is(", ":not(", ":in(", ":root(", ":topdown(", ":recursive(", ":x(", "$a(", "${a}", "[", "]", "[@", ":", "@{",
    "}", "|", "id", "name", "(keys)", "(values)", "(length)", "(first)", "var", "a", "=", "!=", "^=", "?=", "<=", "{<}",
    "{=}", "{<<}", "'x'", "\"", "1.5", "-", "i", "&&", "é", "\u{1F600}", "\n", "[trait|tags]", "[@: @{id} = @{var|a|id}]",
    ":test(> member)", ":not(~> number)", ":is(>, ~>)", ":topdown([trait|zoo#dataPlane], [trait|zoo#controlPlane])",
    ":recursive(<)", ":recursive(> :not(resource))", "$a(> member)", ":in(${a})", "operation", "resource",
];
