//! What rules consist of; texts are those of the value that was read.

use super::diagram::Diagram;
use super::functions::Function;
use super::template::{Part, Step};
use crate::diagnostics::Place;
use crate::model::Node;

/// A version of the rules engine, such as 1.1 (Smithy 2.0, "Rules engine version").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(pub(crate) u32, pub(crate) u32);

impl Version {
    pub(crate) const V1_0: Self = Self(1, 0);
    pub(crate) const V1_1: Self = Self(1, 1);

    /// Reads two numbers with a dot between them.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (major, minor) = text.split_once('.')?;
        Some(Self(major.parse().ok()?, minor.parse().ok()?))
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

/// The value of the trait `endpointRuleSet` or `endpointBdd`.
#[derive(Debug)]
pub(crate) struct RuleSet<'m> {
    pub(crate) version: Version,
    pub(crate) parameters: Vec<Parameter<'m>>,
    pub(crate) body: Body<'m>,
}

/// How a rule set decides.
#[derive(Debug)]
pub(crate) enum Body<'m> {
    /// By a tree of rules.
    Rules(Vec<Rule<'m>>),
    /// By a binary decision diagram.
    Diagram(Diagram<'m>),
}

/// (Smithy 2.0, "Parameter object".)
#[derive(Debug)]
pub(crate) struct Parameter<'m> {
    pub(crate) name: &'m str,
    /// Where the name stands.
    pub(crate) place: Place,
    pub(crate) kind: ParameterType,
    pub(crate) is_required: bool,
    pub(crate) default: Option<&'m Node>,
    pub(crate) built_in: Option<&'m Node>,
    pub(crate) has_documentation: bool,
}

impl<'m> Parameter<'m> {
    /// The name of the built-in value that it takes.
    pub(crate) fn built_in(&self) -> Option<&'m str> {
        self.built_in.and_then(Node::as_str)
    }
}

/// The types that parameters can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterType {
    String,
    Boolean,
    StringArray,
}

impl ParameterType {
    /// The type of that name; letters may be of either case.
    pub(crate) fn find(name: &str) -> Option<Self> {
        let all = [Self::String, Self::Boolean, Self::StringArray];
        all.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name))
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Boolean => "boolean",
            Self::StringArray => "stringArray",
        }
    }

    /// The type that a value has, if it is one of a parameter.
    pub(crate) fn of(node: &Node) -> Option<Self> {
        let is_string = |element: &Node| element.as_str().is_some();
        if is_string(node) {
            return Some(Self::String);
        }
        if node.as_bool().is_some() {
            return Some(Self::Boolean);
        }
        node.as_array().filter(|elements| elements.iter().all(is_string)).map(|_| Self::StringArray)
    }
}

/// (Smithy 2.0, "Endpoint rule object", "Error rule object", "Tree rule object".)
#[derive(Debug)]
pub(crate) struct Rule<'m> {
    pub(crate) conditions: Vec<Condition<'m>>,
    pub(crate) outcome: Outcome<'m>,
}

/// What follows if all conditions of a rule are met.
#[derive(Debug)]
pub(crate) enum Outcome<'m> {
    Endpoint(Box<Endpoint<'m>>),
    Error(Expression<'m>),
    Tree(Vec<Rule<'m>>),
}

/// (Smithy 2.0, "Endpoint object".)
#[derive(Debug)]
pub(crate) struct Endpoint<'m> {
    pub(crate) url: Expression<'m>,
    pub(crate) headers: Vec<(&'m str, Vec<Expression<'m>>)>,
    pub(crate) properties: Vec<(&'m str, Expression<'m>)>,
}

/// (Smithy 2.0, "Condition object".)
#[derive(Debug)]
pub(crate) struct Condition<'m> {
    pub(crate) place: Place,
    pub(crate) call: Call<'m>,
    /// The variable that takes the result, and where it is named.
    pub(crate) assign: Option<(&'m str, Place)>,
}

/// (Smithy 2.0, "Function object".)
#[derive(Debug)]
pub(crate) struct Call<'m> {
    pub(crate) function: &'static Function,
    pub(crate) arguments: Vec<Expression<'m>>,
    /// The way to the value, for `getAttr` only, whose second argument it is.
    pub(crate) path: Vec<Step<'m>>,
}

#[derive(Debug)]
pub(crate) struct Expression<'m> {
    pub(crate) place: Place,
    pub(crate) kind: ExpressionKind<'m>,
}

#[derive(Debug)]
pub(crate) enum ExpressionKind<'m> {
    /// A parameter or a variable.
    Reference(&'m str),
    Call(Call<'m>),
    Text(Vec<Part<'m>>),
    Boolean(bool),
    Integer(i64),
    Array(Vec<Expression<'m>>),
    Object(Vec<(&'m str, Expression<'m>)>),
}

impl<'m> RuleSet<'m> {
    /// The parameter of that name.
    pub(crate) fn parameter(&self, name: &str) -> Option<&Parameter<'m>> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// Calls a function with all conditions, in order.
    pub(crate) fn for_each_condition<'a>(&'a self, mut visit: impl FnMut(&'a Condition<'m>)) {
        if let Body::Diagram(diagram) = &self.body {
            diagram.conditions.iter().for_each(&mut visit);
        }
        self.for_each_rule(&mut |rule| rule.conditions.iter().for_each(&mut visit));
    }

    /// Calls a function with all endpoints, in order.
    pub(crate) fn for_each_endpoint<'a>(&'a self, mut visit: impl FnMut(&'a Endpoint<'m>)) {
        self.for_each_rule(&mut |rule| {
            if let Outcome::Endpoint(endpoint) = &rule.outcome {
                visit(endpoint);
            }
        });
    }

    /// Calls a function with all rules, those of trees included, in order.
    pub(crate) fn for_each_rule<'a>(&'a self, visit: &mut impl FnMut(&'a Rule<'m>)) {
        let rules = match &self.body {
            Body::Rules(rules) => rules,
            Body::Diagram(diagram) => &diagram.results,
        };
        walk(rules, visit);
    }
}

fn walk<'a, 'm>(rules: &'a [Rule<'m>], visit: &mut impl FnMut(&'a Rule<'m>)) {
    for rule in rules {
        visit(rule);
        if let Outcome::Tree(rules) = &rule.outcome {
            walk(rules, visit);
        }
    }
}

impl<'m> Expression<'m> {
    /// The text, if it is one without references.
    pub(crate) fn as_literal(&self) -> Option<&str> {
        match &self.kind {
            ExpressionKind::Text(parts) => match parts.as_slice() {
                [] => Some(""),
                [Part::Literal(text)] => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// Calls a function with all calls in it, itself included.
    pub(crate) fn for_each_call<'a>(&'a self, visit: &mut impl FnMut(Place, &'a Call<'m>)) {
        match &self.kind {
            ExpressionKind::Call(call) => call.for_each(self.place, visit),
            ExpressionKind::Text(parts) => {
                for part in parts {
                    if let Part::Dynamic(expression) = part {
                        expression.for_each_call(visit);
                    }
                }
            }
            ExpressionKind::Array(elements) => elements.iter().for_each(|element| element.for_each_call(visit)),
            ExpressionKind::Object(entries) => entries.iter().for_each(|(_, value)| value.for_each_call(visit)),
            ExpressionKind::Reference(_) | ExpressionKind::Boolean(_) | ExpressionKind::Integer(_) => {}
        }
    }
}

impl<'m> Call<'m> {
    /// Calls a function with all calls in it, itself included.
    pub(crate) fn for_each<'a>(&'a self, place: Place, visit: &mut impl FnMut(Place, &'a Self)) {
        visit(place, self);
        self.arguments.iter().for_each(|argument| argument.for_each_call(visit));
    }
}
