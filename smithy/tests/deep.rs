//! Models that are deep, or whose shapes form long chains: they are loaded, or get an error, on a small stack.

#![allow(clippy::unwrap_used, reason = "a test that cannot start a thread has failed")]

use std::fmt::Write as _;
use std::thread;

use shapewright_smithy::diagnostics::{Report, Severity, Sources};
use shapewright_smithy::selector::Selector;
use shapewright_smithy::{Model, check, format, print, validate};

/// Calls take far more of the stack without optimizations, so that less depth shows the same.
const MANY: usize = if cfg!(debug_assertions) { 3_000 } else { 20_000 };
const START: &str = "$version: \"2.0\"\nnamespace a\n";

/// Runs in a thread with the stack that threads get by default.
fn on_small_stack<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(2 << 20).spawn_scoped(scope, run).unwrap();
        thread.join().unwrap()
    })
}

/// Does with a model what can be done with it.
fn exercise(name: &str, text: &str) -> Report {
    on_small_stack(|| {
        let mut sources = Sources::new();
        let id = sources.add(name, text);
        let (model, mut report) = Model::load(&sources, sources.ids());
        report.merge(validate(&model));
        let services: Vec<_> = model.services().map(|(shape, _)| shape.id.clone()).collect();
        for service in services {
            report.merge(check(&model, &service));
        }
        report.render(&sources, false);
        print::json(&model);
        print::idl(&model);
        if name.ends_with(".smithy") {
            let _ = format(&sources, id);
        }
        report
    })
}

#[test]
fn nested_values_are_refused() {
    let nested = |open: &str, close: &str| [&open.repeat(MANY), "1", &close.repeat(MANY)].concat();
    for (open, close) in [("[", "]"), ("{a:", "}"), ("[{a:", "}]")] {
        let value = nested(open, close);
        for text in [
            format!("$version: \"2.0\"\nmetadata a = {value}\n"),
            format!("{START}@trait\ndocument b\n@b({value})\nstring A\n"),
            format!("{START}structure A {{ a: Document = {value} }}\n"),
            format!("{START}apply A @documentation({value})\n"),
        ] {
            assert!(exercise("a.smithy", &text).has_errors(), "{open}");
        }
    }
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
        let value = nested(open, close);
        assert!(exercise("a.json", &value).has_errors(), "{open}");
        let text = format!("{{\"smithy\": \"2.0\", \"metadata\": {{\"a\": {value}}}}}");
        assert!(exercise("a.json", &text).has_errors(), "{open}");
    }
}

/// As deep as files may be.
#[test]
fn values_as_deep_as_possible_are_understood() {
    for depth in [50, 100, 120, 127] {
        let value = ["[".repeat(depth), "]".repeat(depth)].concat();
        exercise("a.smithy", &format!("{START}metadata a = {value}\n@trait\ndocument b\n@b({value})\nstring A\n"));
        let traits = format!("{{\"a#b\": {value}}}");
        let text = format!(
            "{{\"smithy\": \"2.0\", \"shapes\": {{\"a#b\": {{\"type\": \"document\", \"traits\": {{\"smithy.api#trait\": {{}}}}}},
                \"a#A\": {{\"type\": \"string\", \"traits\": {traits}}}}}}}"
        );
        exercise("a.json", &text);
    }
}

#[test]
fn nested_inline_shapes_are_refused() {
    let repeated = |text: &str| format!("{START}{}", text.repeat(MANY));
    assert!(exercise("a.smithy", &repeated("operation A { input := {\n")).has_errors());
    assert!(exercise("a.smithy", &repeated("structure A {\n")).has_errors());
    assert!(exercise("a.smithy", &repeated("@a(")).has_errors());
    assert!(exercise("a.smithy", &repeated("@a({b: ")).has_errors());
}

#[test]
fn nested_selectors_are_refused() {
    for (open, close) in [
        (":is(", ")"),
        (":not(", ")"),
        (":test(", ")"),
        (":not([trait|a=b] > :is(", "))"),
        ("[@: ", "]"),
        ("$a(", ")"),
        ("> :each(", ")"),
    ] {
        let text = [&open.repeat(MANY), "string", &close.repeat(MANY)].concat();
        on_small_stack(|| drop(Selector::parse(&text)));
        let text = format!("{START}@trait(selector: \"{text}\")\nstructure t {{}}\n@t\nstring A\n");
        assert!(exercise("a.smithy", &text).has_errors(), "{open}");
    }
    for step in
        [" > string", " :is(string)", " [trait|a]", " -[a]->", " ~> *", ", string", "[@: @{a} = b]", "${a}", "$a(*)"]
    {
        let text = format!("*{}", step.repeat(MANY));
        on_small_stack(|| drop(Selector::parse(&text)));
    }
    let text = format!("[trait{}]", "|a".repeat(MANY));
    on_small_stack(|| drop(Selector::parse(&text)));
}

/// Regular expressions, expressions of waiters, templates of endpoints and messages.
#[test]
fn nested_texts_in_traits_are_refused() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("a[?", "]"),
        ("!", ""),
        ("&", ""),
        ("a.", ""),
        ("a||", ""),
        ("a|", ""),
        ("length(", ")"),
        ("{a: ", "}"),
        ("(?=", ")"),
        ("(?:a|", ")*"),
        ("[a&&[", "]]"),
        ("a*", ""),
        ("<a>", "</a>"),
    ] {
        for many in [100, 1_000, MANY] {
            let text = [&open.repeat(many), "a", &close.repeat(many)].concat();
            let text = format!(
                "{START}use smithy.waiters#waitable\nuse smithy.contracts#conditions\nuse smithy.test#httpRequestTests
                use aws.protocols#restXml\nuse smithy.rules#endpointRuleSet
                @pattern(\"{text}\")\nstring A
                @conditions(A: {{ description: \"a\", expression: \"{text}\" }})
                structure B {{ @default(\"aaaa\") a: A }}
                @restXml\n@endpointRuleSet(version: \"1.0\", parameters: {{}}, rules: [{{ type: \"error\", conditions: [], error: \"{text}\" }}])
                service S {{ operations: [O] }}
                @http(method: \"GET\", uri: \"/{text}\")
                @endpoint(hostPrefix: \"{text}\")
                @waitable(A: {{ acceptors: [{{ state: \"success\", matcher: {{ output: {{ path: \"{text}\", expected: \"a\", comparator: \"stringEquals\" }} }} }}] }})
                @httpRequestTests([{{ id: \"a\", protocol: restXml, method: \"GET\", uri: \"/\", body: \"{text}\", bodyMediaType: \"application/xml\" }}])
                operation O {{ input := {{ a: A }}, output := {{ a: B }} }}\n"
            );
            exercise("a.smithy", &text);
        }
    }
}

#[test]
fn nested_rules_are_refused_or_checked() {
    for depth in [20, 40, 100] {
        let rule = "{ type: \"tree\", conditions: [], rules: [".repeat(depth);
        let condition = "{ fn: \"not\", argv: [".repeat(depth);
        for (rules, conditions) in [
            (format!("{rule}{}", "]}".repeat(depth)), String::new()),
            (
                "{ type: \"error\", conditions: [], error: \"a\" }".to_owned(),
                format!("{condition}true{}", "]}".repeat(depth)),
            ),
        ] {
            let text = format!(
                "{START}use smithy.rules#endpointRuleSet\n@endpointRuleSet(version: \"1.0\", parameters: {{}},
                rules: [{rules}, {{ type: \"error\", conditions: [{conditions}], error: \"a\" }}])\nservice S {{}}\n"
            );
            exercise("a.smithy", &text);
        }
    }
}

/// A model with a shape for each number, which may name the next one.
fn chain(shape: impl Fn(usize, usize) -> String) -> String {
    let mut text = START.to_owned();
    for number in 0..MANY {
        let _ = writeln!(text, "{}", shape(number, number + 1));
    }
    text
}

/// Shapes that lead to each other; neither their number nor a cycle is a problem.
#[test]
fn long_chains_are_followed() {
    let end = |text: String, last: &str| format!("{text}{last}\n");
    let last = MANY;
    let structures = chain(|this, next| format!("structure A{this} {{ a: A{next} }}"));
    let required = chain(|this, next| format!("structure A{this} {{ @required a: A{next} }}"));
    let service = "@aws.protocols#restJson1 service S { operations: [O] }\n@http(method: \"POST\", uri: \"/\") operation O { input: I, output: I }\nstructure I { a: A0 }";
    let texts = [
        end(structures.clone(), &format!("structure A{last} {{}}\n{service}")),
        end(structures, &format!("structure A{last} {{ a: A0 }}\n{service}")),
        end(required.clone(), &format!("structure A{last} {{}}\n{service}")),
        end(required, &format!("structure A{last} {{ @required a: A0 }}\n{service}")),
        end(
            chain(|this, next| format!("list A{this} {{ member: A{next} }}")),
            &format!("list A{last} {{ member: A0 }}\n{service}"),
        ),
        end(
            chain(|this, next| format!("union A{this} {{ a: A{next} }}")),
            &format!("union A{last} {{ a: A0 }}\n{service}"),
        ),
        end(
            chain(|this, next| format!("map A{this} {{ key: String, value: A{next} }}")),
            &format!("string A{last}\n{service}"),
        ),
        end(
            chain(|this, next| format!("resource A{this} {{ resources: [A{next}] }}")),
            &format!("resource A{last} {{}}\nservice S {{ resources: [A0] }}"),
        ),
        end(
            chain(|this, next| format!("resource A{this} {{ resources: [A{next}] }}")),
            &format!("resource A{last} {{ resources: [A0] }}"),
        ),
        end(
            chain(|this, next| format!("@mixin structure A{this} with [A{next}] {{}}")),
            &format!("@mixin structure A{last} {{ a: String }}"),
        ),
        end(
            chain(|this, next| format!("@mixin structure A{this} with [A{next}] {{}}")),
            &format!("@mixin structure A{last} with [A0] {{}}"),
        ),
        end(
            chain(|this, next| format!("@trait @A{next} structure A{this} {{}}")),
            &format!("@trait @A0 structure A{last} {{}}"),
        ),
        end(
            chain(|this, next| format!("@trait structure A{this} {{ a: A{next} }}")),
            &format!("@trait structure A{last} {{ a: A0 }}"),
        ),
        end(chain(|this, next| format!("@references([{{ resource: A{next} }}]) structure A{this} {{}}")), ""),
        end(chain(|this, next| format!("operation A{this} {{ input := with [A{next}Input] {{}} }}")), ""),
    ];
    for text in texts {
        exercise("a.smithy", &text);
    }
}

#[test]
fn chains_end_where_values_do() {
    let text = "@trait structure t { t: U, l: L }\nstructure U { t: U, l: L }\nlist L { member: U }\n";
    let value = [&"{t: ".repeat(60), "{l: [{}]}", &"}".repeat(60)].concat();
    let report = exercise("a.smithy", &format!("{START}{text}@t({value}) string B\n"));
    assert_eq!(report.count(Severity::Error), 0);
}
