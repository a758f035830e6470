//! The functions that expressions may call (JMESPath, "Built-in Functions").

use super::{Type, Value};
use crate::model::Model;

/// What a function takes and yields.
pub(super) struct Function {
    pub(super) name: &'static str,
    pub(super) result: Type,
    pub(super) arguments: &'static [Argument],
    /// What further arguments must be, if there may be any.
    pub(super) variadic: Option<Argument>,
}

/// What an argument must be.
#[derive(Clone, Copy)]
pub(super) enum Argument {
    Any,
    One(Type),
    Either(&'static [Type]),
    /// An array with items of a type.
    ArrayOf(Type),
}

use Argument::{Any, ArrayOf, Either, One};

const fn function(name: &'static str, result: Type, arguments: &'static [Argument]) -> Function {
    Function { name, result, arguments, variadic: None }
}

const SIZED: Argument = Either(&[Type::String, Type::Array, Type::Object]);
const TEXT_OR_ARRAY: Argument = Either(&[Type::String, Type::Array]);
const NUMBER: Argument = One(Type::Number);
const TEXT: Argument = One(Type::String);
const ARRAY: Argument = One(Type::Array);
const OBJECT: Argument = One(Type::Object);
const EXPRESSION: Argument = One(Type::Expression);

const FUNCTIONS: &[Function] = &[
    function("abs", Type::Number, &[NUMBER]),
    function("avg", Type::Number, &[ArrayOf(Type::Number)]),
    function("ceil", Type::Number, &[NUMBER]),
    function("contains", Type::Boolean, &[TEXT_OR_ARRAY, Any]),
    function("ends_with", Type::Boolean, &[TEXT, TEXT]),
    function("floor", Type::Number, &[NUMBER]),
    function("join", Type::String, &[TEXT, ArrayOf(Type::String)]),
    function("keys", Type::Array, &[OBJECT]),
    function("length", Type::Number, &[SIZED]),
    function("map", Type::Array, &[EXPRESSION, ARRAY]),
    function("max", Type::Number, &[ARRAY]),
    function("max_by", Type::Number, &[ARRAY, EXPRESSION]),
    Function { name: "merge", result: Type::Object, arguments: &[], variadic: Some(OBJECT) },
    function("min", Type::Number, &[ARRAY]),
    function("min_by", Type::Number, &[ARRAY, EXPRESSION]),
    Function { name: "not_null", result: Type::Any, arguments: &[], variadic: Some(Any) },
    function("reverse", Type::Array, &[TEXT_OR_ARRAY]),
    function("sort", Type::Array, &[ARRAY]),
    function("sort_by", Type::Array, &[ARRAY, EXPRESSION]),
    function("starts_with", Type::Boolean, &[TEXT, TEXT]),
    function("sum", Type::Number, &[ArrayOf(Type::Number)]),
    function("to_array", Type::Array, &[Any]),
    function("to_number", Type::Number, &[Any]),
    function("to_string", Type::String, &[Any]),
    function("type", Type::String, &[Any]),
    function("values", Type::Array, &[OBJECT]),
];

/// The function of a name.
pub(super) fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

/// The names of all functions.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().map(|function| function.name)
}

impl Function {
    /// What the argument of that position must be.
    pub(super) fn argument(&self, at: usize) -> Option<Argument> {
        self.arguments.get(at).copied().or(self.variadic)
    }
}

impl Argument {
    /// What is wrong with a value as this argument.
    pub(super) fn fault<'m>(self, model: &'m Model, value: &Value<'m>) -> Option<String> {
        let found = value.ty();
        if found == Type::Any {
            return None;
        }
        match self {
            Any => None,
            One(ty) if ty == found => None,
            One(ty) => Some(format!("it must be of type `{ty}`, but is of type `{found}`")),
            Either(types) if types.contains(&found) => None,
            Either(types) => {
                let types: Vec<String> = types.iter().map(|ty| format!("`{ty}`")).collect();
                Some(format!("it must be of type {}, but is of type `{found}`", types.join(" or ")))
            }
            ArrayOf(ty) => {
                let Some(items) = value.items(model) else {
                    return Some(format!("it must be an array of type `{ty}`, but is of type `{found}`"));
                };
                let other = items.iter().map(Value::ty).find(|item| *item != ty && *item != Type::Any)?;
                Some(format!("it must be an array of type `{ty}`, but has an item of type `{other}`"))
            }
        }
    }
}
