//! What the `use` items of a module bring into scope, as far as their text says it.

use syn::{Item, UseTree};

/// The imports of a module, each by its name in the module and by its path.
pub(super) struct Imports<'f> {
    items: &'f [Item],
    list: Vec<(String, Vec<String>)>,
}

impl<'f> Imports<'f> {
    /// Those among these items.
    pub(super) fn of(items: &'f [Item]) -> Self {
        let mut list = Vec::new();
        for item in items {
            if let Item::Use(item) = item {
                collect(&item.tree, &mut Vec::new(), &mut list);
            }
        }
        Self { items, list }
    }

    /// A path with what its first name stands for.
    pub(super) fn resolve(&self, path: Vec<String>) -> Vec<String> {
        let Some((first, rest)) = path.split_first() else { return path };
        match self.list.iter().find(|(name, _)| name == first) {
            Some((_, target)) => target.iter().chain(rest).cloned().collect(),
            None => path,
        }
    }

    /// The shortest way to write a path.
    pub(super) fn spell(&self, path: &[String]) -> String {
        let bound = (1..=path.len()).rev().find_map(|length| {
            let (name, _) = self.list.iter().find(|(_, target)| *target == path[..length])?;
            Some(std::iter::once(name).chain(&path[length..]).cloned().collect::<Vec<_>>().join("::"))
        });
        bound.unwrap_or_else(|| path.join("::"))
    }

    /// Whether the module gives the name a meaning of its own.
    pub(super) fn defines(&self, name: &str) -> bool {
        let is_item = |item: &Item| match item {
            Item::Enum(item) => item.ident == name,
            Item::Struct(item) => item.ident == name,
            Item::Type(item) => item.ident == name,
            _ => false,
        };
        self.list.iter().any(|(bound, _)| bound == name) || self.items.iter().any(is_item)
    }
}

fn collect(tree: &UseTree, path: &mut Vec<String>, list: &mut Vec<(String, Vec<String>)>) {
    match tree {
        UseTree::Path(tree) => {
            path.push(tree.ident.to_string());
            collect(&tree.tree, path, list);
            path.pop();
        }
        UseTree::Name(tree) if tree.ident == "self" => {
            list.extend(path.last().map(|name| (name.clone(), path.clone())));
        }
        UseTree::Name(tree) => {
            let name = tree.ident.to_string();
            list.push((name.clone(), path.iter().cloned().chain([name]).collect()));
        }
        UseTree::Rename(tree) if tree.ident == "self" => list.push((tree.rename.to_string(), path.clone())),
        UseTree::Rename(tree) => {
            list.push((tree.rename.to_string(), path.iter().cloned().chain([tree.ident.to_string()]).collect()));
        }
        UseTree::Group(tree) => tree.items.iter().for_each(|tree| collect(tree, path, list)),
        UseTree::Glob(_) => {}
    }
}
