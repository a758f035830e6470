//! What edits change: shapes that a service reaches, chosen by chance.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// A generator of numbers that is the same on every machine (xorshift).
pub(in super::super) struct Numbers(u64);

impl Numbers {
    /// Begins somewhere.
    pub(in super::super) fn new(seed: u64) -> Self {
        // A multiplication spreads small seeds; zero would stay zero.
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below a limit.
    pub(in super::super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit.max(1)
    }
}

/// A member.
pub(super) struct Place {
    pub(super) shape: String,
    pub(super) member: String,
}

impl Place {
    /// The members that it is one of.
    pub(super) fn container<'m>(&self, model: &'m mut Value) -> Option<&'m mut Map<String, Value>> {
        model["shapes"][&self.shape]["members"].as_object_mut()
    }

    /// The member itself.
    pub(super) fn get<'m>(&self, model: &'m mut Value) -> Option<&'m mut Value> {
        // That of a list is not among members.
        if model["shapes"][&self.shape]["members"].is_null() {
            return model["shapes"][&self.shape].get_mut(&self.member);
        }
        self.container(model)?.get_mut(&self.member)
    }

    pub(super) fn take(&self, model: &mut Value) -> Option<Value> {
        self.container(model)?.remove(&self.member)
    }

    pub(super) fn remove(&self, model: &mut Value) -> Option<()> {
        self.take(model).map(drop)
    }
}

/// The only service of a model.
pub(in super::super) fn service(model: &Value) -> Option<String> {
    let shapes = model["shapes"].as_object()?;
    shapes.iter().find(|(_, shape)| shape["type"] == "service").map(|(id, _)| id.clone())
}

/// The shapes that the service reaches, sorted.
pub(in super::super) fn reached(model: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open: Vec<String> = service(model).into_iter().collect();
    while let Some(id) = open.pop() {
        let shape = &model["shapes"][&id];
        if shape.is_null() || !found.insert(id) {
            continue;
        }
        for key in ["operations", "errors"] {
            let targets = shape[key].as_array().into_iter().flatten();
            open.extend(targets.filter_map(|one| one["target"].as_str()).map(str::to_owned));
        }
        for key in ["input", "output", "member", "key", "value"] {
            open.extend(shape[key]["target"].as_str().map(str::to_owned));
        }
        let members = shape["members"].as_object().into_iter().flat_map(|members| members.values());
        open.extend(members.filter_map(|member| member["target"].as_str()).map(str::to_owned));
    }
    found
}

/// A shape of a type that the service reaches.
pub(super) fn shapes_of(
    model: &Value,
    numbers: &mut Numbers,
    kind: &str,
    is_meant: impl Fn(&Value) -> bool,
) -> Option<String> {
    let mut found: Vec<String> = reached(model).into_iter().collect();
    found.retain(|id| model["shapes"][id]["type"] == kind && is_meant(&model["shapes"][id]));
    if found.is_empty() { None } else { Some(found.swap_remove(numbers.below(found.len()))) }
}

/// An operation of the service.
pub(super) fn operations(model: &Value, numbers: &mut Numbers) -> Option<String> {
    shapes_of(model, numbers, "operation", |_| true)
}

/// A member of a shape of these types that the service reaches.
pub(super) fn members(
    model: &Value,
    numbers: &mut Numbers,
    kinds: &[&str],
    is_meant: impl Fn(&Value, &Value) -> bool,
) -> Option<Place> {
    let mut found = Vec::new();
    for id in reached(model) {
        let shape = &model["shapes"][&id];
        if !shape["type"].as_str().is_some_and(|kind| kinds.contains(&kind)) {
            continue;
        }
        let place = |member: &str| Place { shape: id.clone(), member: member.to_owned() };
        let of_list = Some(&shape["member"]).filter(|member| !member.is_null());
        found.extend(of_list.filter(|member| is_meant(model, member)).map(|_| place("member")));
        let members = shape["members"].as_object().into_iter().flatten();
        found.extend(members.filter(|(_, member)| is_meant(model, member)).map(|(name, _)| place(name)));
    }
    if found.is_empty() { None } else { Some(found.swap_remove(numbers.below(found.len()))) }
}

/// Applies a trait.
pub(super) fn add_trait(shape: &mut Value, id: &str, value: Value) -> Option<()> {
    let traits = shape.as_object_mut()?.entry("traits").or_insert_with(|| Value::Object(Map::new()));
    traits.as_object_mut()?.insert(id.to_owned(), value);
    Some(())
}

/// Gives a shape another id, wherever it is named.
pub(super) fn rename(model: &mut Value, old: &str, new: &str) -> Option<()> {
    let shapes = model["shapes"].as_object_mut()?;
    let shape = shapes.remove(old)?;
    shapes.insert(new.to_owned(), shape);
    replace(model, old, new);
    Some(())
}

fn replace(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::Object(entries) => {
            if entries.get("target").is_some_and(|target| target == old) {
                entries.insert("target".to_owned(), Value::from(new));
            }
            entries.values_mut().for_each(|value| replace(value, old, new));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| replace(value, old, new)),
        _ => {}
    }
}
