//! The way of generated code to the disk: rendering, planning, applying.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use quote::quote;
use shapewright_codegen::tools::{Standing, render, standing};
use shapewright_codegen::{Applied, Plan, Refusal, Step, Tree, apply, plan};
use tempfile::TempDir;

mod rendering {
    use super::*;

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
}

/// An output folder that does not exist yet, inside a temporary one.
struct Folder {
    _top: TempDir,
    root: PathBuf,
}

impl Folder {
    fn new() -> Self {
        let top = tempfile::tempdir().unwrap();
        let root = top.path().join("nested/generated");
        Self { _top: top, root }
    }

    /// A folder to which these files have been generated.
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        folder.apply(files);
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn plan(&self, files: &[(&str, &str)]) -> Plan {
        plan(tree(files), &self.root).unwrap()
    }

    fn apply(&self, files: &[(&str, &str)]) -> Applied {
        apply(self.plan(files)).unwrap()
    }

    /// Every path below with its content and time, folders included.
    fn snapshot(&self) -> Vec<(PathBuf, Option<Vec<u8>>, SystemTime)> {
        fn walk(folder: &Path, list: &mut Vec<(PathBuf, Option<Vec<u8>>, SystemTime)>) {
            let Ok(entries) = fs::read_dir(folder) else {
                return;
            };
            for entry in entries {
                let path = entry.unwrap().path();
                let metadata = fs::symlink_metadata(&path).unwrap();
                let content = metadata.is_file().then(|| fs::read(&path).unwrap());
                if metadata.is_dir() {
                    walk(&path, list);
                }
                list.push((path, content, metadata.modified().unwrap()));
            }
        }
        let mut list = Vec::new();
        walk(self._top.path(), &mut list);
        list.sort();
        list
    }

    fn contents(&self) -> Vec<(PathBuf, Option<Vec<u8>>)> {
        let list = self.snapshot().into_iter();
        list.map(|(path, content, _)| (path, content)).collect()
    }
}

fn tree(files: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::new();
    for (path, body) in files {
        tree.insert(*path, "models/a.json", body).unwrap();
    }
    tree
}

const FILES: &[(&str, &str)] = &[
    ("Cargo.toml", "[package]\n"),
    ("src/lib.rs", "pub mod a;\n"),
    ("src/a.rs", "pub struct A;\n"),
    ("src/a/types.rs", "pub struct B;\npub struct C;\n"),
];

fn without(path: &str) -> Vec<(&'static str, &'static str)> {
    let files = FILES.iter().copied();
    files.filter(|(other, _)| *other != path).collect()
}

fn with(path: &'static str, body: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut files = without(path);
    files.push((path, body));
    files
}

mod trees {
    use super::*;
    use shapewright_codegen::TreeError;

    #[test]
    fn every_file_carries_the_header() {
        let tree = tree(FILES);
        assert_eq!(tree.len(), FILES.len());
        for (path, file) in tree.files() {
            assert_eq!(standing(file.text().as_bytes()), Standing::Ours, "{path}");
            let mark = "@generated by `shapewright generate` from models/a.json. Do not edit. ";
            let comment = if path.ends_with(".rs") { "// " } else { "# " };
            assert!(file.text().starts_with(&format!("{comment}{mark}")), "{path}");
        }
    }

    #[test]
    fn paths_stay_inside_and_apart() {
        let mut tree = tree(FILES);
        for path in ["", "/a.rs", "../a.rs", "src/../../a.rs", "src//a.rs", "C:/a", "src\\a.rs"] {
            let error = tree.insert(path, "a", "").unwrap_err();
            assert_eq!(error, TreeError::Outside(path.to_owned()));
        }
        let taken = TreeError::Taken("src/a.rs".to_owned());
        assert_eq!(tree.insert("src/a.rs", "a", "").unwrap_err(), taken);
        assert!(tree.merge(tree.clone()).is_err());
        assert_eq!(tree.len(), FILES.len());
    }
}

#[test]
fn a_first_run_creates_everything() {
    let folder = Folder::new();
    let before = folder.plan(FILES);
    assert!(!before.is_empty());
    assert!(before.steps().all(|(_, step)| matches!(step, Step::Create(_))));
    let applied = apply(before).unwrap();
    assert_eq!(applied.created, FILES.len());
    assert!(folder.read("src/a.rs").ends_with("\n\npub struct A;\n"));
    assert!(folder.plan(FILES).is_empty());
    assert_eq!(folder.plan(FILES).to_string(), "");
}

#[test]
fn a_check_writes_nothing() {
    for folder in [Folder::new(), Folder::with(FILES)] {
        let before = folder.snapshot();
        let plan = folder.plan(&with("src/b.rs", "struct B;\n"));
        assert!(!plan.is_empty());
        assert!(plan.to_string().contains("src/b.rs is missing\n"), "{plan}");
        assert_eq!(folder.snapshot(), before);
    }
}

#[test]
fn an_unchanged_file_is_not_touched() {
    let folder = Folder::with(FILES);
    let before = folder.snapshot();
    let applied = folder.apply(FILES);
    assert_eq!(applied.kept, FILES.len());
    assert_eq!(folder.snapshot(), before);
}

#[test]
fn a_changed_file_is_replaced_and_nothing_else() {
    let folder = Folder::with(FILES);
    let times = |path: &str| folder.path(path).metadata().unwrap().modified().unwrap();
    let untouched = times("src/a.rs");
    let files = with("src/a/types.rs", "pub struct B;\npub struct D;\n");
    let plan = folder.plan(&files);
    let shown =
        format!("{}:4 differs\n    - pub struct C;\n    + pub struct D;\n", folder.path("src/a/types.rs").display());
    assert_eq!(plan.to_string(), shown);
    let applied = apply(plan).unwrap();
    assert_eq!((applied.updated, applied.kept), (1, 3));
    assert!(folder.read("src/a/types.rs").ends_with("pub struct D;\n"));
    assert_eq!(times("src/a.rs"), untouched);
}

/// Each case: the body on the disk, the body now, and what the plan shows.
#[test]
fn the_first_differing_line_is_shown() {
    let long = |end: &str| format!("{}{end}", "x".repeat(300));
    let cases = [
        ("a\nb\n".to_owned(), "a\n".to_owned(), ":4 differs\n    - b\n    + (end of the file)\n"),
        ("a\n".to_owned(), "a\nb\n".to_owned(), ":4 differs\n    - (end of the file)\n    + b\n"),
        (long("old"), long("new"), "xold\n    + …x"),
        (long("old"), long("new"), "xnew\n"),
    ];
    for (old, new, shown) in cases {
        let folder = Folder::with(&[("src/a.rs", &old)]);
        let text = folder.plan(&[("src/a.rs", &new)]).to_string();
        assert!(text.contains(shown), "{text}");
    }
}

#[test]
fn a_header_with_another_source_is_an_update() {
    let folder = Folder::with(FILES);
    let mut renamed = Tree::new();
    for (path, body) in FILES {
        renamed.insert(*path, "models/b.json", body).unwrap();
    }
    let plan = plan(renamed, &folder.root).unwrap();
    assert!(plan.to_string().contains("src/a.rs:1 differs\n"), "{plan}");
    assert_eq!(apply(plan).unwrap().updated, FILES.len());
}

#[test]
fn other_line_ends_are_not_an_edit() {
    let folder = Folder::with(FILES);
    folder.write("src/a.rs", &folder.read("src/a.rs").replace('\n', "\r\n"));
    let plan = folder.plan(FILES);
    assert!(!plan.is_empty());
    assert_eq!(apply(plan).unwrap().updated, 1);
    assert!(folder.plan(FILES).is_empty());
}

#[test]
fn a_stale_file_goes_with_its_folder() {
    let folder = Folder::with(FILES);
    let files = without("src/a/types.rs");
    let plan = folder.plan(&files);
    assert!(plan.to_string().contains("src/a/types.rs is stale\n"), "{plan}");
    assert_eq!(apply(plan).unwrap().removed, 1);
    assert!(!folder.path("src/a").exists());
    assert!(folder.path("src/a.rs").exists());
    assert!(folder.plan(&files).is_empty());
}

#[test]
fn a_stale_file_leaves_a_folder_that_others_use() {
    let folder = Folder::with(FILES);
    folder.write("src/a/.swp", "an editor's");
    folder.apply(&without("src/a/types.rs"));
    assert!(folder.path("src/a/.swp").exists());
}

#[test]
fn outside_of_src_only_the_files_of_the_tree_count() {
    let folder = Folder::with(FILES);
    folder.write("README.md", "Mine.\n");
    folder.write("tests/mine.rs", "fn mine() {}\n");
    assert!(folder.plan(FILES).is_empty());
    folder.write("Cargo.toml", "[package]\n");
    let plan = folder.plan(FILES);
    let refusals: Vec<_> = plan.refusals().collect();
    assert_eq!(refusals, [("Cargo.toml", Refusal::Stranger)]);
}

/// Each case: what a person did to one file of an earlier run, what is generated now, and why
/// that is refused.
#[test]
fn what_is_not_ours_is_refused() {
    type Prepare = fn(&Folder);
    let edited: Prepare = |folder| {
        let text = folder.read("src/a.rs").replace("struct A", "struct Mine");
        folder.write("src/a.rs", &text);
    };
    let stranger: Prepare = |folder| folder.write("src/a/mine.rs", "struct Mine;\n");
    let binary: Prepare = |folder| fs::write(folder.path("src/x"), [0xff, 0xfe, b'\n']).unwrap();
    let in_the_way: Prepare = |folder| {
        fs::remove_file(folder.path("src/a.rs")).unwrap();
        fs::create_dir(folder.path("src/a.rs")).unwrap();
    };
    let folder_is_file: Prepare = |folder| folder.write("src/z", "not a folder\n");
    let headless: Prepare = |folder| folder.write("src/lib.rs", "pub mod a;\n");
    let cases = [
        (edited, FILES.to_vec(), "src/a.rs", Refusal::Edited),
        (edited, without("src/a.rs"), "src/a.rs", Refusal::Edited),
        (stranger, FILES.to_vec(), "src/a/mine.rs", Refusal::Stranger),
        (binary, FILES.to_vec(), "src/x", Refusal::Stranger),
        (folder_is_file, with("src/z/two.rs", ""), "src/z", Refusal::Stranger),
        (headless, FILES.to_vec(), "src/lib.rs", Refusal::Stranger),
        (in_the_way, FILES.to_vec(), "src/a.rs", Refusal::NotAFile),
    ];
    for (prepare, mut files, path, refusal) in cases {
        let folder = Folder::with(FILES);
        prepare(&folder);
        files.push(("src/new.rs", "struct New;\n"));
        let before = folder.snapshot();
        let plan = folder.plan(&files);
        assert!(!plan.is_empty());
        assert_eq!(plan.refusals().collect::<Vec<_>>(), [(path, refusal)]);
        let full_path = folder.path(path).display().to_string();
        assert!(plan.to_string().contains(&full_path), "{plan}");
        let error = apply(plan).unwrap_err().to_string();
        assert!(error.starts_with(&full_path) && error.contains("delete"), "{error}");
        assert_eq!(folder.snapshot(), before, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let folder = Folder::with(FILES);
    folder.write("elsewhere.rs", "struct Mine;\n");
    fs::remove_file(folder.path("src/a.rs")).unwrap();
    std::os::unix::fs::symlink(folder.path("elsewhere.rs"), folder.path("src/a.rs")).unwrap();
    let plan = folder.plan(FILES);
    let refusals: Vec<_> = plan.refusals().collect();
    assert_eq!(refusals, [("src/a.rs", Refusal::NotAFile)]);
}

#[test]
fn a_merge_conflict_is_settled_by_a_new_run() {
    let folder = Folder::with(FILES);
    let ours = folder.read("src/a.rs");
    let text = format!("<<<<<<< HEAD\n{ours}=======\n{ours}>>>>>>> branch\n");
    folder.write("src/a.rs", &text);
    assert_eq!(folder.apply(FILES).updated, 1);
    assert_eq!(folder.read("src/a.rs"), ours);
}

#[test]
fn an_empty_file_is_replaced() {
    let folder = Folder::new();
    folder.write("src/lib.rs", "\n");
    folder.write("src/unused.rs", "");
    let applied = folder.apply(FILES);
    assert_eq!((applied.updated, applied.removed), (1, 1));
    assert!(folder.plan(FILES).is_empty());
}

#[test]
fn steps_can_be_limited_to_a_part() {
    let folder = Folder::with(FILES);
    let mut plan = folder.plan(&[("src/a.rs", "struct New;\n"), ("src/z.rs", "")]);
    plan.retain(|path| path == "src/a.rs");
    assert_eq!(plan.steps().len(), 1);
    assert_eq!(apply(plan).unwrap().updated, 1);
    assert!(folder.path("src/a/types.rs").exists());
    assert!(!folder.path("src/z.rs").exists());
}

/// A new text cannot be written: the folder that it needs is a file by then.
#[test]
fn a_failure_while_writing_changes_nothing() {
    let folder = Folder::with(FILES);
    let plan = folder.plan(&[("src/a.rs", "struct Changed;\n"), ("src/new/deep/one.rs", ""), ("src/z/two.rs", "")]);
    folder.write("src/z", "in the way\n");
    let before = folder.contents();
    let error = apply(plan).unwrap_err().to_string();
    assert!(error.contains("cannot create the folder `"), "{error}");
    assert!(error.contains(&folder.path("src/z").display().to_string()), "{error}");
    assert_eq!(folder.contents(), before);
}

/// A new text cannot take its place: a folder stands there by then.
#[test]
fn a_failure_while_replacing_leaves_whole_files() {
    let folder = Folder::with(FILES);
    let files = [("src/a.rs", "struct Changed;\n"), ("src/b.rs", "")];
    let plan = folder.plan(&files);
    fs::create_dir_all(folder.path("src/b.rs/full")).unwrap();
    let error = apply(plan).unwrap_err().to_string();
    assert!(error.contains("cannot replace `"), "{error}");
    assert!(error.contains(&folder.path("src/b.rs").display().to_string()), "{error}");
    // What is not reached stays, nothing temporary is left, and the next run mends the rest.
    assert!(folder.path("src/a/types.rs").exists());
    assert!(folder.contents().iter().all(|(path, _)| !path.to_string_lossy().ends_with(".tmp")));
    fs::remove_dir_all(folder.path("src/b.rs")).unwrap();
    folder.apply(&files);
    assert!(folder.plan(&files).is_empty());
}

#[test]
fn the_leftovers_of_a_killed_run_are_swept() {
    let folder = Folder::with(FILES);
    let leftovers = [".shapewright-x1.tmp", "src/.shapewright-x2.tmp", "src/a/.shapewright-x3.tmp"];
    for path in leftovers {
        folder.write(path, "half a te");
    }
    assert!(folder.plan(FILES).is_empty());
    folder.apply(FILES);
    for path in leftovers {
        assert!(!folder.path(path).exists(), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn files_are_readable_by_everybody_the_umask_allows() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with(FILES);
    folder.write("plain", "");
    let mode = |path: &str| folder.path(path).metadata().unwrap().permissions().mode();
    assert_eq!(mode("src/a.rs"), mode("plain"));
}

#[test]
fn an_unreadable_place_is_named() {
    let folder = Folder::new();
    fs::create_dir_all(folder.root.parent().unwrap()).unwrap();
    fs::write(&folder.root, "a file").unwrap();
    let error = plan(tree(FILES), &folder.root).unwrap_err().to_string();
    assert!(error.contains("cannot list `"), "{error}");
    assert!(error.contains(&folder.root.display().to_string()), "{error}");
}
