//! URI patterns of `http` and host prefixes of `endpoint`.

use std::fmt;

/// The pattern of a request's target (Smithy 2.0, "http trait", "uri").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UriPattern {
    /// The pattern as the model spells it.
    pub text: Box<str>,
    /// The parts between slashes; the last one is empty where the pattern ends with a slash, as `/` does.
    pub segments: Vec<UriSegment>,
    /// The query parameters that a request must carry.
    pub query: Vec<QueryLiteral>,
}

/// The part of a path between two slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UriSegment {
    /// A text to be matched as it is.
    Literal(Box<str>),
    /// `{name}`: one segment, bound to the member of that name.
    Label(Box<str>),
    /// `{name+}`: one or more segments, bound to the member of that name.
    Greedy(Box<str>),
}

/// A literal of the pattern's query string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryLiteral {
    /// The name of the parameter.
    pub name: Box<str>,
    /// Its value; `None` where only the name is given.
    pub value: Option<Box<str>>,
}

/// What goes in front of the host name (Smithy 2.0, "endpoint trait", "hostPrefix").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostPrefix {
    /// The prefix as the model spells it.
    pub text: Box<str>,
    /// Its literals and labels in order.
    pub parts: Vec<HostPart>,
}

/// A part of a host prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostPart {
    /// A text to be used as it is.
    Literal(Box<str>),
    /// `{name}`: the value of the member of that name.
    Label(Box<str>),
}

impl UriSegment {
    /// Whether it is the empty text after a slash at the end of a pattern.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Literal(text) if text.is_empty())
    }

    /// The name of the label, if it is one.
    pub fn label(&self) -> Option<&str> {
        match self {
            Self::Label(name) | Self::Greedy(name) => Some(name),
            Self::Literal(_) => None,
        }
    }

    /// The text, if it is a literal.
    pub fn literal(&self) -> Option<&str> {
        match self {
            Self::Literal(text) => Some(text),
            Self::Label(_) | Self::Greedy(_) => None,
        }
    }
}

impl UriPattern {
    /// Reads a pattern.
    ///
    /// What is left to validators: characters, dot segments, and where greedy labels stand.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as a sentence without its subject.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some(rest) = text.strip_prefix('/') else {
            return Err("must begin with `/`".into());
        };
        if text.contains('#') {
            return Err("must not have a fragment (`#`)".into());
        }
        let (path, query) = match rest.split_once('?') {
            Some((_, "")) => return Err("must not end with `?`".into()),
            Some((path, query)) => (path, Some(query)),
            None => (rest, None),
        };
        let mut segments = Vec::new();
        // A slash at the end leaves an empty literal behind: clients write it, and servers can do without.
        for segment in path.split('/') {
            segments.push(self::segment(segment)?);
        }
        if segments.iter().rev().skip(1).any(UriSegment::is_empty) {
            return Err("must not have an empty segment".into());
        }
        let pattern = Self { text: text.into(), segments, query: query.map_or(Ok(Vec::new()), query_literals)? };
        match repeated(pattern.labels()) {
            Some(twice) => Err(format!("must not repeat the label `{twice}`")),
            None => Ok(pattern),
        }
    }

    /// The names of the labels, from left to right.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(UriSegment::label)
    }

    /// How many greedy labels there are; one at most in a valid pattern.
    pub fn greedy_labels(&self) -> usize {
        self.segments.iter().filter(|segment| matches!(segment, UriSegment::Greedy(_))).count()
    }

    /// Whether there is a label after a greedy label, which a valid pattern has not.
    pub fn has_label_after_greedy(&self) -> bool {
        let after = self.segments.iter().skip_while(|segment| !matches!(segment, UriSegment::Greedy(_)));
        after.skip(1).any(|segment| segment.label().is_some())
    }
}

/// A name that occurs twice, whatever its case.
fn repeated<'a>(mut names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = std::collections::HashSet::new();
    names.find(|name| !seen.insert(name.to_ascii_lowercase()))
}

impl HostPrefix {
    /// Reads a host prefix.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as a sentence without its subject.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (literal, label, after) = match rest.split_once('{') {
                None => (rest, None, ""),
                Some((literal, inside)) => match inside.split_once('}') {
                    Some((label, after)) => (literal, Some(label), after),
                    None => return Err("has a `{` without `}`".into()),
                },
            };
            if literal.contains('}') {
                return Err("has a `}` without `{`".into());
            }
            if !literal.is_empty() {
                parts.push(HostPart::Literal(literal.into()));
            }
            if let Some(label) = label {
                if matches!(parts.last(), Some(HostPart::Label(_))) {
                    return Err("must not have a label right after another".into());
                }
                parts.push(HostPart::Label(self::label(label)?));
            }
            rest = after;
        }
        let prefix = Self { text: text.into(), parts };
        match repeated(prefix.labels()) {
            Some(twice) => Err(format!("must not repeat the label `{twice}`")),
            None => Ok(prefix),
        }
    }

    /// The prefix with `{}` for each label: equal for prefixes that match the same hosts.
    pub fn pattern(&self) -> String {
        let parts = self.parts.iter().map(|part| match part {
            HostPart::Literal(text) => &**text,
            HostPart::Label(_) => "{}",
        });
        parts.collect()
    }

    /// The names of the labels, from left to right.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            HostPart::Label(name) => Some(&**name),
            HostPart::Literal(_) => None,
        })
    }
}

impl fmt::Display for UriPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn segment(text: &str) -> Result<UriSegment, String> {
    let Some(inside) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
        if text.contains(['{', '}']) {
            return Err(format!("has a label that is not the whole segment: `{text}`"));
        }
        return Ok(UriSegment::Literal(text.into()));
    };
    match inside.strip_suffix('+') {
        Some(name) => label(name).map(UriSegment::Greedy),
        None => label(inside).map(UriSegment::Label),
    }
}

fn label(name: &str) -> Result<Box<str>, String> {
    if crate::shape_id::is_identifier(name) {
        Ok(name.into())
    } else {
        Err(format!("has a label that is not a valid member name: `{{{name}}}`"))
    }
}

fn query_literals(text: &str) -> Result<Vec<QueryLiteral>, String> {
    if text.contains(['{', '}']) {
        return Err("must not have a label in its query string".into());
    }
    let mut literals: Vec<QueryLiteral> = Vec::new();
    for part in text.split('&') {
        let (name, value) = match part.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (part, None),
        };
        if name.is_empty() {
            return Err("has an empty query parameter".into());
        }
        literals.push(QueryLiteral { name: name.into(), value: value.map(Into::into) });
    }
    let mut seen = std::collections::HashSet::new();
    match literals.iter().find(|literal| !seen.insert(&literal.name)) {
        Some(twice) => Err(format!("must not repeat the query parameter `{}`", twice.name)),
        None => Ok(literals),
    }
}
