//! Emits the function that holds a text against a pattern.
//!
//! ```text
//! /// Whether a text matches `^[a-z]+:(\d+)?$`.
//! fn is_tag(text: &str) -> bool {
//!     use shapewright_runtime::private::pattern::{Class, MANY, Step, class, matches};
//!     static CLASS_1: Class = class(&[('a', 'z')]);
//!     static CLASS_2: Class = class(&[('0', '9')]);
//!     static CHECK: &[Step] = &[
//!         Step::Run(&CLASS_1, 1, MANY),
//!         Step::Text(":"),
//!         Step::Run(&CLASS_2, 0, MANY),
//!         Step::End,
//!     ];
//!     matches(CHECK, text)
//! }
//! ```

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::docs;
use crate::ir::PatternItem;
use crate::name::Ident;
use crate::pattern::{Class, Matcher, Step};

/// The function `name(text: &str) -> bool` for a pattern; nothing for a matcher that always holds.
pub(super) fn matcher(item: &PatternItem) -> TokenStream {
    let PatternItem { ident: name, docs, matcher } = item;
    let docs = docs::lines(docs);
    let mut checks = Checks { several: matches!(matcher, Matcher::All(_) | Matcher::Any(_)), ..Checks::default() };
    let answer = match matcher {
        Matcher::Always => return TokenStream::new(),
        Matcher::Never => {
            return quote! {
                #docs
                fn #name(_text: &str) -> bool {
                    false
                }
            };
        }
        other => checks.answer(other),
    };
    let imports = checks.imports();
    let classes = checks.class_statics();
    let statics = checks.statics;
    quote! {
        #docs
        fn #name(text: &str) -> bool {
            use shapewright_runtime::private::pattern::{#imports};
            #classes
            #(#statics)*
            #answer
        }
    }
}

/// The statics of one function, and what they name.
#[derive(Default)]
struct Checks<'m> {
    /// Each class once, in the order in which the steps name them.
    classes: Vec<&'m Class>,
    statics: Vec<TokenStream>,
    /// More than one static needs numbers in their names.
    several: bool,
    uses_steps: bool,
    uses_many: bool,
    uses_regex: bool,
}

impl<'m> Checks<'m> {
    /// The expression that answers whether a text matches.
    fn answer(&mut self, matcher: &'m Matcher) -> TokenStream {
        match matcher {
            Matcher::Always => quote!(true),
            Matcher::Never => quote!(false),
            Matcher::OnePass(steps) => {
                self.uses_steps = true;
                let name = self.next_name();
                let steps = self.steps(steps);
                self.statics.push(quote! { static #name: &[Step] = &[#steps]; });
                quote!(matches(#name, text))
            }
            Matcher::Regex(source) => {
                self.uses_regex = true;
                let name = self.next_name();
                let source = raw_string(source);
                self.statics.push(quote! { static #name: LazyRegex = regex(#source); });
                quote!(#name.is_match(text))
            }
            Matcher::Not(inner) => {
                let answer = self.operand(inner);
                quote!(!#answer)
            }
            Matcher::All(matchers) => {
                let answers = matchers.iter().map(|matcher| self.operand(matcher));
                let answers: Vec<_> = answers.collect();
                quote!(#(#answers)&&*)
            }
            Matcher::Any(matchers) => {
                let answers = matchers.iter().map(|matcher| self.operand(matcher));
                let answers: Vec<_> = answers.collect();
                quote!(#(#answers)||*)
            }
        }
    }

    /// An answer that an operator may stand beside.
    fn operand(&mut self, matcher: &'m Matcher) -> TokenStream {
        let answer = self.answer(matcher);
        match matcher {
            Matcher::All(_) | Matcher::Any(_) => quote!((#answer)),
            _ => answer,
        }
    }

    fn next_name(&self) -> Ident {
        if self.several { Ident::numbered("CHECK", self.statics.len() + 1) } else { Ident::ours("CHECK") }
    }

    fn imports(&self) -> TokenStream {
        let imports = [
            (!self.classes.is_empty(), quote!(Class)),
            (self.uses_regex, quote!(LazyRegex)),
            (self.uses_many, quote!(MANY)),
            (self.uses_steps, quote!(Step)),
            (!self.classes.is_empty(), quote!(class)),
            (self.uses_steps, quote!(matches)),
            (self.uses_regex, quote!(regex)),
        ];
        let used = imports.into_iter().filter(|(used, _)| *used).map(|(_, import)| import);
        quote!(#(#used),*)
    }

    fn steps(&mut self, steps: &'m [Step]) -> TokenStream {
        let steps = steps.iter().map(|step| self.step(step));
        let steps: Vec<_> = steps.collect();
        quote!(#(#steps),*)
    }

    fn step(&mut self, step: &'m Step) -> TokenStream {
        match step {
            Step::Text(text) => quote!(Step::Text(#text)),
            Step::Run { class, min, max } => {
                let (class, min, max) = (self.class(class), count(*min), self.limit(*max));
                quote!(Step::Run(#class, #min, #max))
            }
            Step::RunLeaving { class, min, max, leave } => {
                let (class, min, max, leave) = (self.class(class), count(*min), self.limit(*max), count(*leave));
                quote!(Step::RunLeaving(#class, #min, #max, #leave))
            }
            Step::Seek { class, min, steps } => {
                let (class, min, steps) = (self.class(class), count(*min), self.steps(steps));
                quote!(Step::Seek(#class, #min, &[#steps]))
            }
            Step::Loop { first, min, max, steps } => {
                let (first, min, max) = (self.class(first), count(*min), self.limit(*max));
                let steps = self.steps(steps);
                quote!(Step::Loop(#first, #min, #max, &[#steps]))
            }
            Step::Choice(branches) => {
                let branches = branches.iter().map(|(first, steps)| {
                    let (first, steps) = (self.class(first), self.steps(steps));
                    quote!((#first, &[#steps]))
                });
                let branches: Vec<_> = branches.collect();
                quote!(Step::Choice(&[#(#branches),*]))
            }
            Step::Either(endings) => {
                let endings = endings.iter().map(|steps| self.steps(steps));
                let endings: Vec<_> = endings.collect();
                quote!(Step::Either(&[#(&[#endings]),*]))
            }
            Step::End => quote!(Step::End),
        }
    }

    /// A reference to the class, which is declared once per function.
    fn class(&mut self, class: &'m Class) -> TokenStream {
        let index = self.classes.iter().position(|known| *known == class).unwrap_or_else(|| {
            self.classes.push(class);
            self.classes.len() - 1
        });
        let name = class_name(index);
        quote!(&#name)
    }

    fn class_statics(&self) -> TokenStream {
        let statics = self.classes.iter().enumerate().map(|(index, Class(ranges))| {
            let name = class_name(index);
            let ranges = ranges.iter().map(|(low, high)| {
                let (low, high) = (bound(*low), bound(*high));
                quote!((#low, #high))
            });
            quote! { static #name: Class = class(&[#(#ranges),*]); }
        });
        statics.collect()
    }

    fn limit(&mut self, max: Option<u32>) -> TokenStream {
        match max {
            Some(max) => count(max).into_token_stream(),
            None => {
                self.uses_many = true;
                quote!(MANY)
            }
        }
    }
}

fn class_name(index: usize) -> Ident {
    Ident::numbered("CLASS", index + 1)
}

/// A number without a suffix, as people write it.
fn count(count: u32) -> Literal {
    Literal::u32_unsuffixed(count)
}

/// The bound of a class, by its number where nobody would know it by sight: `'\u{2027}'`.
fn bound(bound: char) -> Literal {
    let known = bound.is_ascii() || bound.is_alphanumeric();
    let by_number = || format!("'{}'", bound.escape_unicode()).parse().ok();
    (!known).then(by_number).flatten().unwrap_or_else(|| Literal::character(bound))
}

/// A raw string, so that the backslashes of an expression are not doubled, unless it holds what cannot be seen.
pub(super) fn raw_string(text: &str) -> TokenStream {
    if text.chars().any(|char| !char.is_ascii() && char.escape_debug().len() > 1) {
        return text.into_token_stream();
    }
    let hashes = "#".repeat(text.split(|char| char != '#').map(str::len).max().unwrap_or(0) + 1);
    let hashes = if text.contains('"') { hashes.as_str() } else { "" };
    let raw = format!("r{hashes}\"{text}\"{hashes}").parse::<Literal>();
    raw.map_or_else(|_| text.into_token_stream(), ToTokens::into_token_stream)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::compile;

    #[track_caller]
    fn check(pattern: &str, expected: TokenStream) {
        let ident = crate::name::Scope::new(crate::name::Case::Function).claim("is_name");
        let docs = vec!["What it is.".to_owned()];
        let found = compile(pattern).map(|matcher| super::matcher(&PatternItem { ident, docs, matcher }).to_string());
        assert_eq!(found, Ok(expected.to_string()));
    }

    #[test]
    fn one_pass_is_declared_as_steps() {
        check(
            r"^[a-z]+(-[a-z]+|:[0-9]{2})*$",
            quote! {
                #[doc = " What it is."]
                fn is_name(text: &str) -> bool {
                    use shapewright_runtime::private::pattern::{Class, MANY, Step, class, matches};
                    static CLASS_1: Class = class(&[('a', 'z')]);
                    static CLASS_2: Class = class(&[('-', '-'), (':', ':')]);
                    static CLASS_3: Class = class(&[('-', '-')]);
                    static CLASS_4: Class = class(&[(':', ':')]);
                    static CLASS_5: Class = class(&[('0', '9')]);
                    static CHECK: &[Step] = &[
                        Step::Run(&CLASS_1, 1, MANY),
                        Step::Loop(&CLASS_2, 0, MANY, &[Step::Choice(&[
                            (&CLASS_3, &[Step::Text("-"), Step::Run(&CLASS_1, 1, MANY)]),
                            (&CLASS_4, &[Step::Text(":"), Step::Run(&CLASS_5, 2, 2)])
                        ])]),
                        Step::End
                    ];
                    matches(CHECK, text)
                }
            },
        );
    }

    #[test]
    fn several_checks_are_joined() {
        check(
            "^(?!``)(a|b\")*\"?a*$",
            quote! {
                #[doc = " What it is."]
                fn is_name(text: &str) -> bool {
                    use shapewright_runtime::private::pattern::{LazyRegex, Step, matches, regex};
                    static CHECK_1: &[Step] = &[Step::Text("``")];
                    static CHECK_2: LazyRegex = regex(r#"^(?:b"|a)*"?a*$"#);
                    !matches(CHECK_1, text) && CHECK_2.is_match(text)
                }
            },
        );
    }

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        let bounds = [('a', "'a'"), ('é', "'é'"), ('\u{2027}', r"'\u{2027}'"), ('\0', r"'\0'")];
        for (char, expected) in bounds {
            assert_eq!(bound(char).to_string(), expected);
        }
        assert_eq!(raw_string("\\d\u{200b}é").to_string(), r#""\\d\u{200b}é""#);
        assert_eq!(raw_string("\\dé").to_string(), r#"r"\dé""#);
    }

    #[test]
    fn constants_need_no_checks() {
        check(".*", TokenStream::new());
        check(
            "a^",
            quote! {
                #[doc = " What it is."]
                fn is_name(_text: &str) -> bool {
                    false
                }
            },
        );
    }
}
