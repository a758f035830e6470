//! Documents as YAML.

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use shapewright_smithy::model::{Node, Number, Value};

/// A value as YAML; the error says what cannot be written.
pub(super) fn text(node: &Node) -> Result<String, String> {
    serde_saphyr::to_string(&Written(node)).map_err(|error| error.to_string())
}

struct Written<'n>(&'n Node);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(Number::Unsigned(number)) => serializer.serialize_u64(*number),
            Value::Number(Number::Negative(number)) => serializer.serialize_i64(*number),
            Value::Number(Number::Decimal(text)) => {
                if let Ok(number) = text.parse::<i64>() {
                    return serializer.serialize_i64(number);
                }
                serializer.serialize_f64(text.parse().map_err(S::Error::custom)?)
            }
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(elements) => {
                let mut list = serializer.serialize_seq(Some(elements.len()))?;
                elements.iter().try_for_each(|element| list.serialize_element(&Self(element)))?;
                list.end()
            }
            Value::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                entries.iter().try_for_each(|entry| map.serialize_entry(&*entry.key, &Self(&entry.value)))?;
                map.end()
            }
        }
    }
}
