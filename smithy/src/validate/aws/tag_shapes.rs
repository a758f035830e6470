//! How operations, members and shapes look that are about tags (Smithy 2.0, "AWS tagging traits").

use crate::model::{Kind, Member, Model, Operation, Shape};

/// Whether a name is that of tags: `tags`, `tag`, `tagList` and the like.
pub(super) fn is_tags_name(name: &str) -> bool {
    let rest = name.strip_prefix(['T', 't']).and_then(|rest| rest.strip_prefix("ag"));
    matches!(rest, Some("" | "s" | "List" | "list"))
}

fn is_tag_keys_name(name: &str) -> bool {
    let rest = name.strip_prefix(['T', 't']).and_then(|rest| rest.strip_prefix("ag"));
    matches!(rest, Some("Keys" | "keys"))
}

fn is_arn_name(name: &str) -> bool {
    let rest = name.strip_prefix("Resource").or_else(|| name.strip_prefix("resource")).unwrap_or(name);
    matches!(rest, "Arn" | "arn" | "ARN")
}

/// Whether a shape holds tags: a list of pairs of strings, or a map from strings to strings.
pub(super) fn is_tags(model: &Model, shape: &Shape) -> bool {
    let is_string = |member: &Member| model.target(member).is_some_and(|target| target.kind.is_string());
    match shape.kind {
        Kind::Map => shape.members.iter().all(is_string),
        Kind::List => shape.member("member").and_then(|member| model.target(member)).is_some_and(|pair| {
            matches!(pair.kind, Kind::Structure) && pair.members.len() == 2 && pair.members.iter().all(is_string)
        }),
        _ => false,
    }
}

fn is_keys(model: &Model, shape: &Shape) -> bool {
    let element = shape.member("member").filter(|_| matches!(shape.kind, Kind::List));
    element.and_then(|member| model.target(member)).is_some_and(|target| target.kind.is_string())
}

/// Whether just one member has tags.
fn has_tags(model: &Model, shape: &Shape) -> bool {
    let is_one = |member: &&Member| {
        is_tags_name(member.name()) && model.target(member).is_some_and(|target| is_tags(model, target))
    };
    shape.members.iter().filter(is_one).count() == 1
}

/// Whether just one member has the keys of tags.
fn has_keys(model: &Model, shape: &Shape) -> bool {
    let is_one = |member: &&Member| {
        is_tag_keys_name(member.name()) && model.target(member).is_some_and(|target| is_keys(model, target))
    };
    shape.members.iter().filter(is_one).count() == 1
}

fn has_arn(model: &Model, shape: &Shape) -> bool {
    shape
        .members
        .iter()
        .any(|member| is_arn_name(member.name()) && model.target(member).is_some_and(|target| target.kind.is_string()))
}

/// What an operation does with tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// It adds tags.
    Tag,
    /// It removes tags.
    Untag,
    /// It lists tags.
    List,
}

impl Action {
    pub(super) const ALL: [Self; 3] = [Self::Tag, Self::Untag, Self::List];

    /// The name of the operation for all resources of a service.
    pub(super) fn operation(self) -> &'static str {
        match self {
            Self::Tag => "TagResource",
            Self::Untag => "UntagResource",
            Self::List => "ListTagsForResource",
        }
    }

    /// The key in `@taggable` for an operation on one kind of resource.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Tag => "tagApi",
            Self::Untag => "untagApi",
            Self::List => "listTagsApi",
        }
    }

    /// Whether an operation has the members that the action needs, that for the resource aside.
    pub(super) fn fits(self, model: &Model, operation: &Operation) -> bool {
        let [input, output] = [&operation.input, &operation.output].map(|end| model.shape(&end.id));
        match self {
            Self::Tag => input.is_some_and(|input| has_tags(model, input)),
            Self::Untag => input.is_some_and(|input| has_keys(model, input)),
            Self::List => output.is_some_and(|output| has_tags(model, output)),
        }
    }

    /// Whether an operation for all resources of a service has the members that it needs.
    pub(super) fn fits_service(self, model: &Model, operation: &Operation) -> bool {
        let input = model.shape(&operation.input.id);
        self.fits(model, operation) && input.is_some_and(|input| has_arn(model, input))
    }
}
