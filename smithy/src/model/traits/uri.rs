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
}

impl UriPattern {
    /// Reads a pattern.
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
        pattern.check_labels()?;
        Ok(pattern)
    }

    /// The names of the labels, from left to right.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|segment| match segment {
            UriSegment::Label(name) | UriSegment::Greedy(name) => Some(&**name),
            UriSegment::Literal(_) => None,
        })
    }

    fn check_labels(&self) -> Result<(), String> {
        let mut seen = std::collections::HashSet::new();
        if let Some(twice) = self.labels().find(|name| !seen.insert(*name)) {
            return Err(format!("must not repeat the label `{twice}`"));
        }
        let greedy = |segment: &&UriSegment| matches!(segment, UriSegment::Greedy(_));
        if self.segments.iter().filter(greedy).count() > 1 {
            return Err("must not have more than one greedy label".into());
        }
        let after = self.segments.iter().skip_while(|segment| !greedy(segment));
        let is_label = |segment: &UriSegment| matches!(segment, UriSegment::Label(_));
        if after.skip(1).any(is_label) {
            return Err("must not have a label after a greedy label".into());
        }
        Ok(())
    }
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
            let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
            if !literal.chars().all(is_host) {
                return Err(format!("has characters that no host name may have: `{literal}`"));
            }
            if !literal.is_empty() {
                parts.push(HostPart::Literal(literal.into()));
            }
            if let Some(label) = label {
                parts.push(HostPart::Label(self::label(label)?));
            }
            rest = after;
        }
        if parts.is_empty() {
            return Err("must not be empty".into());
        }
        Ok(Self { text: text.into(), parts })
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
        if matches!(text, "." | "..") {
            return Err("must not have dot segments".into());
        }
        return literal(text).map(UriSegment::Literal);
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
        literals.push(QueryLiteral { name: literal(name)?, value: value.map(literal).transpose()? });
    }
    let mut seen = std::collections::HashSet::new();
    match literals.iter().find(|literal| !seen.insert(&literal.name)) {
        Some(twice) => Err(format!("must not repeat the query parameter `{}`", twice.name)),
        None => Ok(literals),
    }
}

/// Accepts what RFC 3986 lets stand in a path segment or a query.
fn literal(text: &str) -> Result<Box<str>, String> {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "-._~%!$'()*+,;=:@/&".contains(c);
    match text.chars().find(|c| !is_allowed(*c)) {
        Some(c) => Err(format!("has a character that must be percent-encoded: `{}`", c.escape_default())),
        None => Ok(text.into()),
    }
}
