//! The links of built pages: each leads to a file that exists, and to an anchor in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use html5gum::{Token, Tokenizer};
use url::Url;

/// What a page has.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    /// What others can link to.
    pub(crate) anchors: BTreeSet<String>,
    /// Where it links to.
    pub(crate) links: BTreeSet<String>,
}

/// The pages in a folder, by their paths.
pub(crate) fn read(folder: &Path) -> io::Result<BTreeMap<String, Page>> {
    let mut pages = BTreeMap::new();
    for path in files(folder, "html")? {
        let page = parse(&fs::read_to_string(folder.join(&path))?);
        pages.insert(path, page);
    }
    Ok(pages)
}

/// The paths of files with an extension in a folder and in those below it, with `/` between their parts.
pub(crate) fn files(folder: &Path, extension: &str) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            found.extend(files(&path, extension)?.into_iter().map(|file| format!("{name}/{file}")));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}

fn parse(html: &str) -> Page {
    let mut page = Page::default();
    for Ok(token) in Tokenizer::new(html) {
        let Token::StartTag(tag) = token else { continue };
        for (name, value) in &tag.attributes {
            let value = String::from_utf8_lossy(value).into_owned();
            match &***name {
                b"id" => drop(page.anchors.insert(value)),
                b"href" | b"src" if !value.is_empty() => drop(page.links.insert(value)),
                _ => {}
            }
        }
    }
    page
}

/// What is wrong with the links of the pages in a folder.
pub(crate) fn faults(pages: &BTreeMap<String, Page>, folder: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, page) in pages {
        // It is shown for whatever is not there, at any depth, and names its files from the root.
        if path == "404.html" {
            continue;
        }
        for link in &page.links {
            if let Some(fault) = fault(link, path, pages, folder) {
                faults.push(format!("{path}: `{link}` {fault}"));
            }
        }
    }
    faults
}

fn fault(link: &str, from: &str, pages: &BTreeMap<String, Page>, folder: &Path) -> Option<&'static str> {
    if link.contains(':') {
        let is_sound = Url::parse(link).is_ok_and(|url| url.scheme() == "https" && url.has_host());
        return (!is_sound).then_some("is not a URL with https");
    }
    // Links are relative to the page, as URLs are; the host stands for the folder.
    let base = Url::parse("https://book/").and_then(|base| base.join(from)).ok()?;
    let Ok(target) = base.join(link) else { return Some("is not a URL") };
    let path = target.path().trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    if !folder.join(path).is_file() {
        return Some("does not exist");
    }
    let anchor = target.fragment().filter(|anchor| !anchor.is_empty())?;
    let is_there = pages.get(path).is_none_or(|page| page.anchors.contains(anchor));
    (!is_there).then_some("names no heading of that page")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{faults, read};

    #[test]
    fn each_link_leads_somewhere() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("guide")).unwrap();
        fs::write(folder.path().join("style.css"), "").unwrap();
        fs::write(folder.path().join("index.html"), "<h1 id=\"top\">A</h1>").unwrap();
        let sound = "<a href=\"../index.html#top\"><a href=\"#here\" id=\"here\"><link href='../style.css'>\
                     <a href=\"https://example.com/a#b\"><a href=\"../\"><a href=\"\"><!-- <a href=\"gone\"> -->";
        let broken = ["../gone.html", "#nowhere", "../index.html#bottom", "http://example.com", "../guide"];
        let links: String = broken.iter().map(|link| format!("<a href=\"{link}\">")).collect();
        fs::write(folder.path().join("guide/a.html"), format!("{sound}{links}")).unwrap();
        let pages = read(folder.path()).unwrap();
        let found = faults(&pages, folder.path());
        assert_eq!(found.len(), broken.len(), "{found:?}");
        for link in broken {
            assert!(
                found.iter().any(|fault| fault.starts_with(&format!("guide/a.html: `{link}` "))),
                "{link}: {found:?}"
            );
        }
    }
}
