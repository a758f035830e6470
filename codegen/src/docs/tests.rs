//! Cases of documentation in files and tables, and what holds for all of them.

use std::path::Path;
use std::{env, fs};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::{WIDTH, to_line, to_markdown};

/// Each file `cases/X.html` or `cases/X.txt` is documentation, and `cases/X.md` what becomes of
/// it. `UPDATE_EXPECT=1` rewrites the latter.
#[test]
fn files() {
    let folder = Path::new("src/docs/cases");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().unwrap() == "md" {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let written = to_markdown(&text).join("\n") + "\n";
        check_invariants(&text);
        let expected = path.with_extension("md");
        if env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1") {
            fs::write(&expected, &written).unwrap();
        }
        assert_eq!(written, fs::read_to_string(&expected).unwrap(), "for {}", path.display());
        count += 1;
    }
    assert!(count >= 7, "the cases are gone");
}

/// Each case is documentation and the only line that it becomes.
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(to_markdown(text).join("\n"), *expected, "for {text:?}");
        check_invariants(text);
    }
}

#[test]
fn nothing_comes_of_nothing() {
    for text in ["", " \n ", "<p></p>", "<p>\n</p><ul><li></li></ul>", "<note></note>", "<!-- x -->"] {
        assert_eq!(to_markdown(text), Vec::<String>::new(), "for {text:?}");
    }
}

#[test]
fn text_stays_text() {
    check(&[
        ("The name of the package.", "The name of the package."),
        ("    An indented\n    comment.\n\n    It goes on.\n", "An indented comment.\n\nIt goes on."),
        ("<p>An [index] and a [Link](Target)</p>", "An \\[index] and a \\[Link](Target)"),
        ("<p>s3://<bucket>/<Key> </other></p>", "s3://\\<bucket>/\\<Key> \\</other>"),
        ("<p>if a &lt; b, &lt;b> or a <b</p>", "if a < b, \\<b> or a \\<b\\</p>"),
        ("<p>a <b", "a \\<b"),
        ("<p>&amp;lt; and &key=1</p>", "\\&lt; and &key=1"),
        ("<p>a_b _c_ *d* `e ~f~ C:\\g \\</p>", "a_b \\_c\\_ \\*d\\* \\`e \\~f\\~ C:\\g \\\\"),
        ("<p>-- --- a-b</p>", "-\\- -\\-\\- a-b"),
        ("<p>1. one</p>", "1\\. one"),
        ("<p># one</p>", "\\# one"),
        ("<p>- one</p>", "\\- one"),
        ("<p>> one</p>", "\\> one"),
        ("<p>a<br/>===</p>", "a\\\n\\==="),
        ("<p>zero\u{200b}width\u{202e} and\u{a0}hard</p>", "zerowidth and hard"),
        ("<p>/* no */ comment</p>", "/\\* no \\*/ comment"),
    ]);
}

#[test]
fn addresses_become_links() {
    check(&[
        (
            "See https://example.com/a_b, or (http://example.com).",
            "See <https://example.com/a_b>, or (<http://example.com>).",
        ),
        ("At https://{id}.example.com/.", "At `https://{id}.example.com/`."),
        ("<p>http:// and https://.</p>", "http:// and https://."),
        (
            "<p><a href=\"https://example.com/?a=(1)&b=2\">a [b]</a></p>",
            "[a \\[b\\]](https://example.com/?a=%281%29\\&b=2)",
        ),
        ("<p><a href=\"https://example.com\">https://example.com</a></p>", "<https://example.com>"),
        ("<p><a href=\"Target\">a</a>, <a>b</a></p>", "a, b"),
        ("<p>Go!<a href=\"https://example.com\"> a </a>b</p>", "Go! [a](https://example.com) b"),
        ("<p>Go!<a href=\"https://example.com\">a</a></p>", "Go\\![a](https://example.com)"),
    ]);
}

#[test]
fn code_and_emphasis() {
    check(&[
        ("<p><code>a | b</code>, <code>`</code></p>", "`a | b`, `` ` ``"),
        ("<p><code>\n  <i>user</i>\n  </code>:<code>\n group</code></p>", "`user`:`group`"),
        ("<p>a<code> b </code>c</p>", "a `b` c"),
        ("<p><code>a</code><code>b</code></p>", "`ab`"),
        ("<p><code><major>.<minor></code></p>", "`<major>.<minor>`"),
        ("<p><code><a href=\"https://example.com\">Get</a></code></p>", "[`Get`](https://example.com)"),
        ("<p>the `token` and ``null``</p>", "the `token` and null"),
        ("<p><b>Note: </b>a<i> b </i>c</p>", "**Note:** a *b* c"),
        ("<p>a<b>b</b>c, a<b>(b)</b>c</p>", "a**b**c, a(b)c"),
        ("<p><b>a</b><i>b</i></p>", "a*b*"),
        ("<p><b>a <i>b</i></b> <b><i>c</i></b></p>", "**a *b*** ***c***"),
        ("<p><b>*</b></p>", "**\\***"),
        ("<p><b>left open</p><p>next</p>", "**left open**\n\nnext"),
        ("Some <b>bold</b> *text* and `code`.", "Some **bold** *text* and `code`."),
    ]);
}

#[test]
fn lines_hold_text_and_code() {
    for (text, expected) in [
        ("", ""),
        (" \n\t", ""),
        ("Use `NewThing` instead.", "Use `NewThing` instead."),
        ("see [that] or [this](one), or Vec<String>", "see \\[that] or \\[this](one), or Vec\\<String>"),
        ("<p>Use <a>that</a>.</p><ul><li>or</li><li>this</li></ul>", "Use that. or this"),
        ("[^1]: *a*\nnote", "\\[^1]: \\*a\\* note"),
        ("1. first", "1\\. first"),
        ("- item", "\\- item"),
        ("#", "\\#"),
        ("right\u{202e}left\u{61c}\u{e0001}", "rightleft"),
        ("an open ` and https://example.com/[a]", "an open \\` and <https://example.com/[a]>"),
    ] {
        assert_eq!(to_line(text), expected, "for {text:?}");
        check_invariants(&to_line(text));
    }
}

#[test]
fn deep_nesting_is_cut() {
    for tag in ["<ul><li>", "<note>", "<b>", "<table><tr><td>", "> ", "- ", "*a **b "] {
        let text = tag.repeat(20_000) + "text";
        assert!(to_markdown(&text).join(" ").contains("text"), "for {tag:?}");
    }
}

#[test]
fn lines_are_wrapped_where_a_space_allows_it() {
    let lines = to_markdown(&"<p>word - 1. # + > <code>in a span</code> </p>".repeat(3).repeat(20));
    assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
    let text = format!("<ul><li><p>{}</p></li></ul>", "word - 1. # + > = `in a span` ".repeat(40));
    let lines = to_markdown(&text);
    assert!(lines.len() > 10);
    assert!(lines.iter().all(|line| line.chars().count() <= WIDTH + 1), "{lines:#?}");
    check_invariants(&text);
}

/// What rustdoc could stumble over is not in the result, and reading the result as CommonMark
/// gives it back, so each escape and each marker does what it is for.
fn check_invariants(text: &str) {
    let lines = to_markdown(text);
    for line in &lines {
        assert_eq!(line.trim_end(), line, "for {text:?}");
        assert!(!line.contains('\t'), "for {text:?}");
    }
    assert!(!lines.windows(2).any(|pair| pair.concat().is_empty()), "for {text:?}");
    let written = lines.join("\n");
    assert_eq!(to_markdown(&written).join("\n"), written, "for {text:?} read again");
    // What rustdoc enables, but for the typography of quotes and dashes.
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for event in Parser::new_ext(&written, options) {
        let is_welcome = match &event {
            Event::Html(_) | Event::InlineHtml(_) => false,
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::Rule => false,
            Event::Start(Tag::CodeBlock(kind)) => {
                matches!(kind, CodeBlockKind::Fenced(language) if &**language == "text")
            }
            Event::Start(Tag::Link { dest_url, .. }) => dest_url.contains(':'),
            Event::Start(Tag::Heading { .. } | Tag::Image { .. } | Tag::Strikethrough | Tag::FootnoteDefinition(_)) => {
                false
            }
            _ => true,
        };
        assert!(is_welcome, "{event:?} in {written:?} for {text:?}");
    }
}
