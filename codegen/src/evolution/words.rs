//! Differences of types and signatures, in words.

use super::surface::Function;

/// A message, and what users have to do.
pub(super) type Words = (String, Option<String>);

/// What it means that something has another type.
pub(super) fn of_type(old: &str, new: &str) -> Words {
    let inner = |ty: &str, around: &str| {
        let rest = ty.strip_prefix(around)?.strip_prefix('<')?;
        rest.strip_suffix('>').map(str::to_owned)
    };
    let (message, help) = if inner(new, "Option").is_some_and(|held| held == old) {
        ("is an `Option` now".to_owned(), Some("handle `None`, and wrap values in `Some`"))
    } else if inner(old, "Option").is_some_and(|held| held == new) {
        ("is not an `Option` any more".to_owned(), Some("use the value as it is"))
    } else if without_boxes(old) == without_boxes(new) {
        let message = match new.matches("Box<").count() > old.matches("Box<").count() {
            true => "is in a `Box` now, because of the size of its type",
            false => "is not in a `Box` any more",
        };
        (message.to_owned(), Some("setters and `new` take both; only code that takes the value out must change"))
    } else {
        ("has another type".to_owned(), None)
    };
    (format!("{message}: `{old}` became `{new}`"), help.map(str::to_owned))
}

fn without_boxes(ty: &str) -> String {
    // Brackets are compared by their number, which is enough: the types are equal otherwise.
    ty.replace("Box<", "").replace("impl Into<", "").replace('>', "")
}

/// What it means that a function has another signature; `None` if callers do not notice.
pub(super) fn of_function(old: &Function, new: &Function) -> Option<Words> {
    let takes_same = old.parameters.len() == new.parameters.len()
        && old.parameters.iter().zip(&new.parameters).all(|((_, old), (_, new))| takes(new, old));
    let names =
        |function: &Function| -> Vec<String> { function.parameters.iter().map(|(name, _)| name.clone()).collect() };
    let shown = |function: &Function| {
        let parameters: Vec<String> = function.parameters.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
        let returns = if function.returns == "Self" { String::new() } else { format!(" -> {}", function.returns) };
        format!("({}){returns}", parameters.join(", "))
    };
    let (old_names, new_names) = (names(old), names(new));
    let added: Vec<&String> = new_names.iter().filter(|name| !old_names.contains(name)).collect();
    let removed: Vec<&String> = old_names.iter().filter(|name| !new_names.contains(name)).collect();
    let (what, help) = if !takes_same {
        match (&added[..], &removed[..]) {
            ([], []) => ("takes arguments of other types", None),
            (_, []) => ("takes more arguments", Some(format!("pass a value for {}", list(&added)))),
            ([], _) => {
                ("takes fewer arguments", Some(format!("do not pass {}; there may be a setter", list(&removed))))
            }
            _ => ("takes other arguments", None),
        }
    } else if old_names != new_names && added.is_empty() && removed.is_empty() {
        let help = "change the order of the arguments: some have the same type, so the compiler does not notice all";
        ("takes its arguments in another order", Some(help.to_owned()))
    } else if (old.is_async, &old.returns) != (new.is_async, &new.returns) {
        ("returns something else", None)
    } else if (&old.receiver, &old.generics) != (&new.receiver, &new.generics) {
        ("has another signature", None)
    } else {
        return None;
    };
    Some((format!("{what}: `{}` became `{}`", shown(old), shown(new)), help))
}

/// Whether a parameter of the type `new` takes what one of the type `old` did.
fn takes(new: &str, old: &str) -> bool {
    // Whether a member is in a box depends on its size, and must not matter to those who set it.
    new == old || new.strip_prefix("impl Into<Box<").and_then(|rest| rest.strip_suffix(">>")) == Some(old)
}

fn list(names: &[&String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
