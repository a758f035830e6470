//! Places as text, with the line and the column.

use std::cell::RefCell;
use std::collections::HashMap;

use super::verdict::Verdict;
use shapewright_smithy::diagnostics::{Code, Diagnostic, Place, Record, Report, Sources};

/// Looks places up, each once.
pub(super) struct Places<'s> {
    sources: &'s Sources,
    known: RefCell<HashMap<Place, Option<Position>>>,
}

/// A file, a line and a column.
pub(super) type Position = (String, usize, usize);

impl<'s> Places<'s> {
    /// The places of all differences.
    pub(super) fn of(verdict: &Verdict, sources: &'s Sources) -> Self {
        let places = Self { sources, known: RefCell::new(HashMap::new()) };
        let of_api = verdict.changes().flat_map(|change| [change.old, change.new]);
        places.learn(of_api.chain(verdict.wire.iter().flat_map(|change| [change.old, change.new])));
        places
    }

    /// Looks up many places at once, which costs as much as one.
    pub(super) fn learn(&self, places: impl IntoIterator<Item = Place>) {
        let places: Vec<Place> = places.into_iter().collect();
        let mut report = Report::new();
        for (at, place) in places.iter().enumerate() {
            report.push(Diagnostic::new(Code::ADDED_SHAPE, *place, at.to_string()));
        }
        let mut known = self.known.borrow_mut();
        for Record { message, file, line, column, .. } in report.records(self.sources) {
            let place = message.parse().ok().and_then(|at: usize| places.get(at));
            if let Some(place) = place {
                known.insert(*place, file.zip(line).zip(column).map(|((file, line), column)| (file, line, column)));
            }
        }
    }

    /// Where a place is; `None` if it is nowhere.
    pub(super) fn find(&self, place: Place) -> Option<Position> {
        place.source()?;
        if !self.known.borrow().contains_key(&place) {
            self.learn([place]);
        }
        self.known.borrow().get(&place).cloned().flatten()
    }
}

/// Both places of a difference, in parentheses.
pub(super) fn shown(places: &Places<'_>, old: Place, new: Place) -> String {
    let one = |place| places.find(place).map(|(file, line, column)| format!("{file}:{line}:{column}"));
    match (one(old), one(new)) {
        (Some(old), Some(new)) => format!(" ({old}; now {new})"),
        (Some(old), None) => format!(" ({old})"),
        (None, Some(new)) => format!(" (now {new})"),
        (None, None) => String::new(),
    }
}
