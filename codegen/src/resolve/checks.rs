//! Which values have constraints, in themselves or in what they hold, and the functions that check them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::RangeInclusive;

use super::closure::{content, members};
use super::constraints::Subject;
use super::docs;
use super::patterns::Patterns;
use super::types::Facts;
use crate::ir::{Check, CheckFn, Checked, Constraint, LengthOf, Limit, LimitValue, PatternItem};
use crate::name::{Case, Ident, Scope};
use crate::pattern::Matcher;
use shapewright_smithy::model::{Decimal, Kind, Member, Shape, ShapeId};

/// What the checks of a service are made of.
pub(super) struct Checks<'m> {
    /// The subjects that have constraints, in themselves or below.
    constrained: HashSet<&'m ShapeId>,
    /// The functions by the shape or member that they are for.
    idents: HashMap<&'m ShapeId, Ident>,
    /// Sorted by identifier.
    pub(super) functions: Vec<CheckFn>,
    /// Sorted by identifier.
    pub(super) patterns: Vec<PatternItem>,
    compiled: Patterns<'m>,
}

/// Finds the constrained values and makes a function for each that some structure or union leads to.
pub(super) fn checks<'m>(facts: &Facts<'m>, patterns: Patterns<'m>) -> Checks<'m> {
    let constrained = constrained(facts, &patterns);
    let needed = needed(facts, &constrained);
    let idents = idents(&needed);
    let pattern_idents = pattern_idents(&needed, &patterns, idents.values());
    let pattern_items = pattern_items(&patterns, &pattern_idents);
    let mut checks = Checks { constrained, idents, functions: Vec::new(), patterns: pattern_items, compiled: patterns };
    let functions = needed.values().filter_map(|subject| {
        Some(CheckFn {
            ident: checks.idents.get(subject.id())?.clone(),
            shape_id: subject.id().to_string(),
            checked: checks.checked(facts, *subject),
            constraints: constraints(*subject, &checks.compiled, &pattern_idents),
        })
    });
    let mut functions: Vec<CheckFn> = functions.collect();
    functions.sort_by(|a, b| a.ident.cmp(&b.ident));
    checks.functions = functions;
    checks
}

/// The least set with all subjects that have constraints themselves and all that hold one of the set.
fn constrained<'m>(facts: &Facts<'m>, patterns: &Patterns<'m>) -> HashSet<&'m ShapeId> {
    let mut holders: HashMap<&ShapeId, Vec<&'m ShapeId>> = HashMap::new();
    let mut open: Vec<&'m ShapeId> = Vec::new();
    for subject in subjects(facts) {
        if has_own(facts, patterns, subject) {
            open.push(subject.id());
        }
        for inner in held(facts, subject.shape) {
            holders.entry(inner.id()).or_default().push(subject.id());
        }
    }
    let mut constrained = HashSet::new();
    while let Some(id) = open.pop() {
        if constrained.insert(id) {
            open.extend(holders.remove(id).unwrap_or_default());
        }
    }
    constrained
}

/// Every shape, and every member with constraints of its own.
fn subjects<'m>(facts: &Facts<'m>) -> impl Iterator<Item = Subject<'m>> {
    let shapes = facts.closure.shapes.values().map(|shape| Subject::shape(shape));
    let members = facts.closure.members().map(|(_, member)| facts.subject(member));
    shapes.chain(members.filter(|subject| subject.member.is_some()))
}

/// What a value of a shape holds.
fn held<'m>(facts: &Facts<'m>, shape: &'m Shape) -> impl Iterator<Item = Subject<'m>> {
    let subjects = members(shape).map(|member| facts.subject(member));
    // Streams are not read before the message is handed on, so nothing in them is checked with it.
    subjects.filter(|subject| !subject.shape.traits.streaming())
}

fn has_own<'m>(facts: &Facts<'m>, patterns: &Patterns<'m>, subject: Subject<'m>) -> bool {
    let shape = subject.shape;
    let is_structure = matches!(shape.kind, Kind::Structure);
    subject.length().is_some()
        || subject.range().is_some()
        || subject.unique_items()
        || subject.is_enumeration()
        || subject.pattern().is_some_and(|(bearer, _)| patterns.position(bearer).is_some())
        || members(shape).any(|member| is_structure && facts.plan(shape, member).checked)
}

/// The subjects that need a function: what structures and unions lead to through lists and maps.
fn needed<'m>(facts: &Facts<'m>, constrained: &HashSet<&'m ShapeId>) -> BTreeMap<&'m ShapeId, Subject<'m>> {
    let mut needed = BTreeMap::new();
    let aggregates = facts.closure.shapes.values().filter(|shape| has_check_of_its_own(shape));
    let mut open: Vec<Subject<'m>> = aggregates.flat_map(|shape| held(facts, shape)).collect();
    while let Some(subject) = open.pop() {
        let is_needed =
            constrained.contains(subject.id()) && !has_check_of_its_own(subject.shape) && !is_only_known(subject);
        if is_needed && needed.insert(subject.id(), subject).is_none() {
            open.extend(held(facts, subject.shape));
        }
    }
    needed
}

/// Whether nothing is checked but that an enum has the value.
fn is_only_known(subject: Subject<'_>) -> bool {
    subject.is_enumeration() && subject.length().is_none() && subject.pattern().is_none()
}

fn has_check_of_its_own(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::Structure | Kind::Union)
}

fn idents<'m>(needed: &BTreeMap<&'m ShapeId, Subject<'m>>) -> HashMap<&'m ShapeId, Ident> {
    let mut scope = Scope::checks();
    let wires: Vec<String> = needed.keys().map(|id| wire(id)).collect();
    let wires: Vec<&str> = wires.iter().map(String::as_str).collect();
    needed.keys().copied().zip(scope.claim_all(&wires)).collect()
}

/// The words of a function's or a pattern's name.
fn wire(id: &ShapeId) -> String {
    match id.member() {
        Some(member) => format!("{}_{member}", id.name()),
        None => id.name().to_owned(),
    }
}

/// The functions for the patterns that checks need, by the patterns' positions: named after what bears the pattern, or
/// by numbers where several things do.
fn pattern_idents<'i>(
    needed: &BTreeMap<&ShapeId, Subject<'_>>,
    patterns: &Patterns<'_>,
    functions: impl Iterator<Item = &'i Ident>,
) -> BTreeMap<usize, Ident> {
    let mut bearers: BTreeMap<usize, BTreeSet<&ShapeId>> = BTreeMap::new();
    for (bearer, _) in needed.values().filter_map(|subject| subject.pattern()) {
        if let Some(position) = patterns.position(bearer) {
            bearers.entry(position).or_default().insert(bearer);
        }
    }
    // They stand in one module with the functions that check.
    let mut scope = Scope::new(Case::Function);
    functions.for_each(|ident| scope.reserve(ident.as_str()));
    let mut shared = 0;
    let idents = bearers.into_iter().map(|(position, bearers)| {
        let words = match bearers.first() {
            Some(bearer) if bearers.len() == 1 => wire(bearer),
            _ => {
                shared += 1;
                format!("pattern_{shared}")
            }
        };
        (position, scope.claim_derived(&words, "matches_", ""))
    });
    idents.collect()
}

fn pattern_items(patterns: &Patterns<'_>, idents: &BTreeMap<usize, Ident>) -> Vec<PatternItem> {
    let items = idents.iter().filter_map(|(position, ident)| {
        let (text, matcher) = patterns.at(*position)?;
        Some(PatternItem { ident: ident.clone(), docs: docs::of_pattern(text), matcher: matcher.clone() })
    });
    let mut items: Vec<PatternItem> = items.collect();
    items.sort_by(|a, b| a.ident.cmp(&b.ident));
    items
}

/// The constraints in the order in which violations are to be told: length, pattern, then the others.
fn constraints<'m>(subject: Subject<'m>, patterns: &Patterns<'m>, idents: &BTreeMap<usize, Ident>) -> Vec<Constraint> {
    let length = subject.length().map(|length| Constraint::Length {
        of: length_of(subject.shape),
        min: length.min,
        max: length.max,
    });
    let pattern = subject.pattern().and_then(|(bearer, _)| {
        let position = patterns.position(bearer)?;
        let (matcher, (text, _)) = (idents.get(&position)?.clone(), patterns.at(position)?);
        Some(Constraint::Pattern { matcher, text: text.to_owned() })
    });
    let bound = |bound: &Option<Decimal>| bound.as_ref().and_then(|bound| self::bound(bound, &subject.shape.kind));
    let range = subject.range().map(|range| Constraint::Range { min: bound(&range.min), max: bound(&range.max) });
    let unique = subject.unique_items().then_some(Constraint::UniqueItems);
    let known = subject.is_enumeration().then_some(Constraint::Known);
    [length, pattern, range, unique, known].into_iter().flatten().collect()
}

/// A bound as numbers of this kind are compared with it; `None` for one that is not of the type, which was reported.
fn bound(bound: &Decimal, kind: &Kind) -> Option<Limit> {
    let text = bound.to_string();
    // Infinity is beyond every bound, also beyond one that no float can hold.
    let (value, is_limit) = match (kind, kind.limits().map(RangeInclusive::into_inner)) {
        (_, Some((least, _))) if *bound <= Decimal::from(least) => (LimitValue::Integer(least), true),
        (_, Some((_, greatest))) if *bound >= Decimal::from(greatest) => (LimitValue::Integer(greatest), true),
        (_, Some(_)) => (LimitValue::Integer(bound.to_digits(Decimal::LONGEST)?.parse().ok()?), false),
        (Kind::Float, None) => (LimitValue::Single(text.parse().ok()?), bound.magnitude() > f32::MAX.into()),
        (Kind::Double, None) => (LimitValue::Double(text.parse().ok()?), bound.magnitude() > f64::MAX),
        (Kind::BigDecimal, None) => (LimitValue::Big(text.clone()), false),
        _ => (LimitValue::Big(bound.to_digits(Decimal::LONGEST).unwrap_or_else(|| text.clone())), false),
    };
    Some(Limit { text, value, is_limit })
}

/// What a length of this shape counts (Smithy 2.0, "length trait").
pub(super) fn length_of(shape: &Shape) -> LengthOf {
    match shape.kind {
        Kind::Blob => LengthOf::Bytes,
        Kind::List => LengthOf::Items,
        Kind::Map => LengthOf::Entries,
        _ => LengthOf::Chars,
    }
}

impl<'m> Facts<'m> {
    /// What is checked in a member.
    pub(super) fn subject(&self, member: &'m Member) -> Subject<'m> {
        Subject::member(member, self.closure.target(member))
    }
}

impl<'m> Checks<'m> {
    /// The pattern that is checked of a member's value.
    pub(super) fn pattern(&self, facts: &Facts<'m>, member: &'m Member) -> Option<&'m str> {
        let (bearer, _) = facts.subject(member).pattern()?;
        self.compiled.text(bearer)
    }

    /// How texts are compared with the pattern that a shape or member bears; `None` where every text passes.
    pub(super) fn matcher(&self, bearer: &ShapeId) -> Option<&Matcher> {
        self.compiled.at(self.compiled.position(bearer)?).map(|(_, matcher)| matcher)
    }

    /// How the value of a member is checked; `None` where there is nothing to check.
    pub(super) fn member(&self, facts: &Facts<'m>, member: &'m Member) -> Option<Check> {
        let subject = facts.subject(member);
        let is_constrained = self.constrained.contains(subject.id()) && !subject.shape.traits.streaming();
        if !is_constrained {
            return None;
        }
        if has_check_of_its_own(subject.shape) {
            return Some(Check::Nested);
        }
        if is_only_known(subject) {
            return Some(Check::Known);
        }
        self.idents.get(subject.id()).cloned().map(Check::Call)
    }

    fn checked(&self, facts: &Facts<'m>, subject: Subject<'m>) -> Checked {
        let shape = subject.shape;
        let inner = content(shape).map(|member| (facts.content_ty(shape, member), self.member(facts, member)));
        match (&shape.kind, inner) {
            (Kind::List, Some((item, check))) => Checked::List { item, check },
            (Kind::Map, Some((value, value_check))) => {
                let key = shape.member("key");
                let key_check = key.and_then(|key| self.member(facts, key));
                let key = key.map_or(crate::ir::Type::String, |key| facts.ty(facts.closure.target(key)));
                Checked::Map { key, value, key_check, value_check }
            }
            (Kind::Blob, _) => Checked::Blob,
            (Kind::BigInteger | Kind::BigDecimal, _) => Checked::BigNumber(facts.ty(shape)),
            (kind, _) if kind.is_number() => Checked::Number(facts.ty(shape)),
            _ if subject.is_enumeration() => Checked::Enumeration(facts.names.ty(shape).clone()),
            _ => Checked::Text,
        }
    }
}
