//! Selectors: expressions that choose shapes of a model (Smithy 2.0, "Selectors").
//!
//! ```
//! use shapewright_smithy::diagnostics::Sources;
//! use shapewright_smithy::model::Model;
//! use shapewright_smithy::neighbors::Neighbors;
//! use shapewright_smithy::selector::Selector;
//!
//! let mut sources = Sources::new();
//! sources.add("weather.json", r#"{
//!     "smithy": "2.0",
//!     "shapes": {
//!         "example.weather#City": {
//!             "type": "structure",
//!             "members": {
//!                 "name": { "target": "smithy.api#String", "traits": { "smithy.api#required": {} } },
//!                 "population": { "target": "smithy.api#Integer" }
//!             }
//!         }
//!     }
//! }"#);
//! let (model, _) = Model::load(&sources, sources.ids());
//!
//! let selector = Selector::parse("structure > member :not([trait|required])").unwrap();
//! let selected = selector.select(&Neighbors::new(&model));
//! // The first are those of the files, the others those of the prelude.
//! assert_eq!(selected[0].id().as_str(), "example.weather#City$population");
//! assert!(selected[1..].iter().all(|subject| subject.id().namespace() == "smithy.api"));
//!
//! let error = Selector::parse("structure > member :not([trait|required]").unwrap_err();
//! assert_eq!(error.to_string(), "expected `,` or `)` at offset 40, found the end");
//! ```

mod attribute;
mod compare;
mod cursor;
mod error;
mod evaluate;
mod expression;
mod json;
mod parse;
mod template;
#[cfg(test)]
mod tests;
mod types;
mod value;

use std::fmt;
use std::sync::Arc;

pub use error::{SelectorError, SelectorWarning};
pub use template::MessageTemplate;

use self::evaluate::Evaluation;
use self::parse::Parsed;
use self::value::Variables;
use crate::model::{ShapeId, Subject};
use crate::neighbors::{Neighbors, Vertex};

/// A selector.
#[derive(Clone, Debug)]
pub struct Selector {
    text: Arc<str>,
    parsed: Arc<Parsed>,
}

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    /// When the text does not follow the grammar (Smithy 2.0, "Selectors", "Grammar"), or is more than 100 expressions
    /// deep.
    pub fn parse(text: &str) -> Result<Self, SelectorError> {
        Ok(Self { text: text.into(), parsed: Arc::new(parse::parse(text)?) })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What is tolerated, but likely a mistake: names of functions and relationships that do not exist, among others.
    pub fn warnings(&self) -> &[SelectorWarning] {
        &self.parsed.warnings
    }

    /// The shapes that are selected: those of the files, sorted by id, then those of the prelude.
    pub fn select<'m>(&self, neighbors: &Neighbors<'m>) -> Vec<Subject<'m>> {
        let selected = Evaluation::new(&self.parsed, neighbors).select();
        subjects(neighbors, selected)
    }

    /// The shapes that are selected when the selector is given this shape only, sorted like those of
    /// [`select`](Self::select).
    pub fn select_from<'m>(&self, neighbors: &Neighbors<'m>, start: Vertex) -> Vec<Subject<'m>> {
        let selected = Evaluation::new(&self.parsed, neighbors).select_from(vec![start]);
        subjects(neighbors, selected)
    }

    /// The shapes that are selected, each with the variables at that time; a shape occurs once for each state of them.
    pub fn select_with_variables<'s, 'm>(&'s self, neighbors: &Neighbors<'m>) -> Vec<Match<'s, 'm>> {
        let mut found: Vec<Match<'_, '_>> = Vec::new();
        Evaluation::new(&self.parsed, neighbors).matches(&mut |variables, set| {
            found.extend(set.iter().filter_map(|&vertex| {
                let subject = neighbors.subject(vertex)?;
                Some(Match { subject, vertex, names: &self.parsed.variables, variables: variables.clone() })
            }));
        });
        found.sort_by_key(|found| found.vertex);
        found
    }

    /// Prepares to ask of single shapes whether they are selected.
    pub fn matcher<'e>(&'e self, neighbors: &'e Neighbors<'e>) -> Matcher<'e> {
        Matcher { neighbors, evaluation: Evaluation::new(&self.parsed, neighbors) }
    }
}

fn subjects<'m>(neighbors: &Neighbors<'m>, vertices: Vec<Vertex>) -> Vec<Subject<'m>> {
    vertices.into_iter().filter_map(|vertex| neighbors.subject(vertex)).collect()
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Says of single shapes whether a selector selects them.
///
/// Where the selector leads no further than from neighbor to neighbor, as those of most traits do, that takes looking at
/// these; otherwise all that is selected is found out at the first question.
pub struct Matcher<'e> {
    neighbors: &'e Neighbors<'e>,
    evaluation: Evaluation<'e>,
}

impl Matcher<'_> {
    /// Whether the selector selects this shape.
    pub fn matches(&mut self, id: &ShapeId) -> bool {
        self.neighbors.vertex(id).is_some_and(|vertex| self.evaluation.selects(vertex))
    }
}

/// A shape that is selected, with the variables of the selector.
#[derive(Clone, Debug)]
pub struct Match<'s, 'm> {
    /// The shape.
    pub subject: Subject<'m>,
    vertex: Vertex,
    names: &'s [Box<str>],
    variables: Variables,
}

impl<'m> Match<'_, 'm> {
    /// The shapes that a variable holds, in the order of the graph; `None` if it is not set.
    pub fn variable(&self, neighbors: &Neighbors<'m>, name: &str) -> Option<Vec<Subject<'m>>> {
        let number = self.names.iter().position(|one| &**one == name)?;
        let shapes = self.variables.get(number)?.as_ref()?;
        Some(shapes.iter().filter_map(|&vertex| neighbors.subject(vertex)).collect())
    }
}
