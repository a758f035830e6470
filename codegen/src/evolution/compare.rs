//! Compares the items of two versions.

use std::collections::BTreeMap;

use shapewright_smithy::diagnostics::Place;

use super::surface::{Function, Item, Surface};
use super::{Change, Impact, words};

/// The differences between the services of two versions.
pub(super) fn surfaces(old: &[Surface], new: &[Surface]) -> Vec<Change> {
    let mut changes = Vec::new();
    for before in old {
        let same = new.iter().find(|after| after.service == before.service);
        // Where there is one service only, it may have another name.
        let same = same.or_else(|| (old.len() == 1 && new.len() == 1).then(|| &new[0]));
        match same {
            Some(after) => Comparison { old: before, new: after, changes: &mut changes }.run(),
            None => changes.push(Change {
                impact: Impact::BreaksAll,
                item: before.module.clone(),
                message: "the service was removed, and its module with it".to_owned(),
                shape: before.service.clone(),
                old: before.place(),
                new: Place::NOWHERE,
                help: None,
            }),
        }
    }
    for after in new {
        let is_known = old.iter().any(|before| before.service == after.service) || old.len() == 1 && new.len() == 1;
        if !is_known {
            changes.push(Change {
                impact: Impact::Addition,
                item: after.module.clone(),
                message: "the service was added, with a module of its own".to_owned(),
                shape: after.service.clone(),
                old: Place::NOWHERE,
                new: after.place(),
                help: None,
            });
        }
    }
    changes.sort_by(|a, b| (&a.item, a.impact).cmp(&(&b.item, b.impact)));
    changes
}

/// Two versions of a service.
struct Comparison<'a> {
    old: &'a Surface,
    new: &'a Surface,
    changes: &'a mut Vec<Change>,
}

/// What a difference is about.
#[derive(Clone, Copy)]
struct Pair<'p> {
    path: &'p str,
    old: Option<&'p Item>,
    new: Option<&'p Item>,
}

impl Comparison<'_> {
    fn run(&mut self) {
        let (old, new) = (self.old, self.new);
        if old.module != new.module {
            let message = format!("the module is called `{}` now, and so is its feature", new.module);
            let help = "change the paths, or keep the name with `module` in the configuration".to_owned();
            self.push(Impact::BreaksAll, "", message, Some(help));
        }
        let mut paths: BTreeMap<&str, Pair<'_>> = BTreeMap::new();
        for (path, item) in &old.items {
            paths.insert(path, Pair { path, old: Some(item), new: new.items.get(path) });
        }
        for (path, item) in &new.items {
            paths.entry(path).or_insert(Pair { path, old: None, new: Some(item) });
        }
        for pair in paths.into_values() {
            self.compare(pair);
        }
    }

    fn compare(&mut self, pair: Pair<'_>) {
        let Pair { path, old, new } = pair;
        // What happened to a type says all about its parts.
        if parent(path).is_some_and(|above| !self.is_same_kind(above)) {
            return;
        }
        match (old, new) {
            (Some(before), Some(after)) if before == after => {}
            (Some(before), Some(after)) => self.changed(path, before, after),
            (Some(before), None) => self.removed(path, before),
            (None, Some(after)) => self.added(path, after),
            (None, None) => {}
        }
    }

    /// Whether both versions have such an item, and of the same kind.
    fn is_same_kind(&self, path: &str) -> bool {
        match (self.old.items.get(path), self.new.items.get(path)) {
            (Some(old), Some(new)) => old.kind() == new.kind(),
            // `client::Client::builder` is above nothing; modules are no items.
            (None, None) => true,
            _ => false,
        }
    }

    fn removed(&mut self, path: &str, item: &Item) {
        let (impact, message) = match item {
            Item::Default(_) => (Impact::Behavior, "has no default any more".to_owned()),
            Item::Deprecation(_) => (Impact::Addition, "is not deprecated any more".to_owned()),
            Item::Implementation(_) => {
                let (ty, of) = path.split_once('#').unwrap_or((path, ""));
                (Impact::BreaksCallers, format!("`{ty}` does not implement `{of}` any more"))
            }
            Item::Function(_) if self.is_in_trait(path) => {
                (Impact::BreaksAll, "the method was removed from the trait".to_owned())
            }
            item => (Impact::BreaksCallers, format!("the {} was removed", item.kind())),
        };
        let help = match item {
            Item::Variant(_) => Some("match the value as `Unknown`, or not at all".to_owned()),
            Item::Field(_) => Some("stop reading and setting it".to_owned()),
            _ => None,
        };
        // A function to create values or to set a field goes with the field.
        self.push(impact, path, message, help);
    }

    fn added(&mut self, path: &str, item: &Item) {
        let (impact, message) = match item {
            Item::Default(_) => (Impact::Behavior, "has a default now".to_owned()),
            Item::Deprecation(_) => (Impact::Behavior, "is deprecated now, so that its use is a warning".to_owned()),
            Item::Function(Function { is_required: true, .. }) if self.is_in_trait(path) => {
                let message = "the trait has another method, which every implementation must have".to_owned();
                (Impact::BreaksImplementors, message)
            }
            Item::Field(_) | Item::Variant(_) if self.is_exhaustive(path) => {
                (Impact::BreaksCallers, format!("another {}, which users must name", item.kind()))
            }
            Item::Implementation(_) => {
                let (ty, of) = path.split_once('#').unwrap_or((path, ""));
                (Impact::Addition, format!("`{ty}` implements `{of}` now"))
            }
            item => (Impact::Addition, format!("the {} was added", item.kind())),
        };
        let help = match impact {
            Impact::BreaksImplementors => Some("implement it; `Err(Error::NotImplemented)` responds with status 501"),
            Impact::BreaksCallers => Some("give the member a value where values are created"),
            _ => None,
        };
        self.push(impact, path, message, help.map(str::to_owned));
    }

    fn changed(&mut self, path: &str, old: &Item, new: &Item) {
        let found = match (old, new) {
            (Item::Field(before), Item::Field(after)) => words::of_type(before, after),
            (Item::Variant(before), Item::Variant(after)) => {
                let shown = |held: &Option<String>| held.clone().unwrap_or_else(|| "nothing".to_owned());
                words::of_type(&shown(before), &shown(after))
            }
            (Item::Alias(before), Item::Alias(after)) => words::of_type(before, after),
            (Item::Function(before), Item::Function(after)) => match words::of_function(before, after) {
                Some(found) => found,
                None => return,
            },
            (Item::Implementation(before), Item::Implementation(after)) => {
                words::of_type(&before.join(", "), &after.join(", "))
            }
            (Item::Default(_), Item::Default(_)) => {
                let message = "has another default".to_owned();
                return self.push(Impact::Behavior, path, message, None);
            }
            (Item::Deprecation(_), Item::Deprecation(_)) => return,
            (Item::Structure { is_exhaustive: before }, Item::Structure { is_exhaustive: after })
            | (Item::Enumeration { is_exhaustive: before }, Item::Enumeration { is_exhaustive: after })
                if before > after =>
            {
                ("users cannot list all its parts any more".to_owned(), None)
            }
            (before, after) if before.kind() == after.kind() => return,
            (before, after) => (format!("was a {}, and is a {} now", before.kind(), after.kind()), None),
        };
        let (message, help) = found;
        let impact = if self.is_in_trait(path) { Impact::BreaksAll } else { Impact::BreaksCallers };
        self.push(impact, path, message, help);
    }

    fn is_in_trait(&self, path: &str) -> bool {
        parent(path).is_some_and(|above| self.old.items.get(above) == Some(&Item::Trait))
    }

    fn is_exhaustive(&self, path: &str) -> bool {
        let above = parent(path).and_then(|above| self.old.items.get(above));
        matches!(above, Some(Item::Structure { is_exhaustive: true } | Item::Enumeration { is_exhaustive: true }))
    }

    fn push(&mut self, impact: Impact, path: &str, message: String, help: Option<String>) {
        let origin = |surface: &Surface| surface.origin(path);
        let (mut old, mut new) = (origin(self.old), origin(self.new));
        // A removed member is shown where it was, and where its shape is; a removed shape only where it was.
        if old.id != new.id {
            for (own, service) in [(&mut old, &self.old.service), (&mut new, &self.new.service)] {
                if own.id == *service {
                    own.place = Place::NOWHERE;
                }
            }
        }
        let shape = match impact {
            Impact::Addition => new.id,
            _ if self.old.items.contains_key(path) => old.id,
            _ => new.id,
        };
        let path = path.split('#').next().unwrap_or_default();
        let item = [&*self.old.module, path].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>();
        self.changes.push(Change {
            impact,
            item: item.join("::"),
            message,
            shape,
            old: old.place,
            new: new.place,
            help,
        });
    }
}

/// The item that an item is a part of.
fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('#').or_else(|| path.rsplit_once("::")).map(|(above, _)| above)
}
