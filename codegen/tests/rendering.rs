//! How generated code is printed.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use quote::quote;
use shapewright_codegen::tools::render;

#[test]
fn blank_lines_stand_between_items() {
    let tokens = quote! {
        #![doc = " A module."]
        use std::fmt;
        use std::io;
        mod a;
        mod b;
        #[doc = " Documented."]
        pub mod c;
        #[doc = " A thing."]
        pub struct Thing { #[doc = " A field."] pub a: u8, pub b: u8 }
        impl Iterator for Thing {
            type Item = u8;
            type Other = u8;
            fn next(&mut self) -> Option<u8> { let a = 1; Some(a) }
            fn size_hint(&self) -> (usize, Option<usize>) { (0, None) }
        }
        pub trait T { type A; fn one(); fn two() {} }
        impl T for u8 {}
        mod inner { fn one() {} fn two() {} }
    };
    let expected = "\
//! A module.

use std::fmt;
use std::io;

mod a;
mod b;

/// Documented.
pub mod c;

/// A thing.
pub struct Thing {
    /// A field.
    pub a: u8,
    pub b: u8,
}

impl Iterator for Thing {
    type Item = u8;
    type Other = u8;

    fn next(&mut self) -> Option<u8> {
        let a = 1;
        Some(a)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, None)
    }
}

pub trait T {
    type A;

    fn one();

    fn two() {}
}

impl T for u8 {}

mod inner {
    fn one() {}

    fn two() {}
}
";
    assert_eq!(render(tokens, "thing").unwrap(), expected);
}

#[test]
fn a_macro_call_keeps_its_attributes() {
    let tokens = quote! {
        #[cfg(feature = "client")]
        private::called!(super::Thing { List: list });

        #[cfg(feature = "client")]
        private::paged! { super::Thing; List; Next(Page) as boxed; }
    };
    let expected = "#[cfg(feature = \"client\")]
private::called!(super::Thing { List: list });

#[cfg(feature = \"client\")]
private::paged! {
    super::Thing;
    List;
    Next(Page) as boxed;
}
";
    assert_eq!(render(tokens, "calls").unwrap(), expected);
}

#[test]
fn nothing_and_docs_alone() {
    assert_eq!(render(quote!(), "empty").unwrap(), "");
    let docs = quote!(#![doc = " Docs."]);
    assert_eq!(render(docs, "docs").unwrap(), "//! Docs.\n");
}

/// Each case: tokens that are no file, and what the error's first line and marked line end in.
#[test]
fn an_error_names_the_module_and_marks_the_token() {
    let cases = [
        (quote!(struct A { a u8 }), "expected `:`", "struct A { a ", "u8 }"),
        (quote!(fn f() { g(1 2) }), "expected `,`", "fn f () { g (1 ", "2) }"),
        (quote!(struct), "unexpected end of input", "struct", ""),
    ];
    for (tokens, message, before, after) in cases {
        let error = render(tokens, "panorama::types").unwrap_err().to_string();
        let lines: Vec<&str> = error.lines().collect();
        assert!(lines[0].contains("`panorama::types`"), "{error}");
        assert!(lines[0].contains(message), "{error}");
        assert_eq!(lines[1], format!("    {before}{after}"), "{error}");
        assert_eq!(lines[2].len(), "    ^".len() + before.len(), "{error}");
    }
}

#[test]
fn an_error_in_a_long_module_shows_a_part_of_it() {
    let fields = (0..500_u32).map(|_| quote!(é: u8,));
    let tokens = quote!(struct A { #(#fields)* a u8, c: u8 });
    let error = render(tokens, "long").unwrap_err().to_string();
    assert!(error.lines().all(|line| line.chars().count() < 250), "{error}");
    assert!(error.contains("a u8 , c : u8 }"), "{error}");
}
