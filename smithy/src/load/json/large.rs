//! Numbers beyond the range of floats, which are JSON but which the parser refuses.

use crate::diagnostics::Locator;

/// The text with another number of the same length in place of each that no float can hold; `None` if there is none.
///
/// All other bytes stay where they are, so that places and errors are those of the original.
pub(super) fn stand_ins(text: &str) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    let mut found = false;
    for spans in Locator::new(text.as_bytes()).all() {
        let token = bytes.get_mut(spans.value())?;
        let is_large = is_number(token)
            && std::str::from_utf8(token).is_ok_and(|token| token.parse::<f64>().is_ok_and(f64::is_infinite));
        if is_large {
            found = true;
            // A sign stays where it is. Digits alone would be read as an integer, and those of a large one do not fit.
            let digits = usize::from(token.first() == Some(&b'-'));
            token[digits..].fill(b'0');
            token[digits + 1] = b'.';
        }
    }
    found.then(|| String::from_utf8(bytes).ok()).flatten()
}

/// Whether a token is a number (RFC 8259, section 6). One that begins with `0` and more digits is none.
fn is_number(token: &[u8]) -> bool {
    fn skip_digits(text: &[u8]) -> Option<&[u8]> {
        let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0).then(|| &text[count..])
    }
    let read = || {
        let text = token.strip_prefix(b"-").unwrap_or(token);
        let mut rest = match text {
            [b'0', rest @ ..] => rest,
            _ => skip_digits(text)?,
        };
        if let [b'.', fraction @ ..] = rest {
            rest = skip_digits(fraction)?;
        }
        if let [b'e' | b'E', exponent @ ..] = rest {
            rest = skip_digits(exponent.strip_prefix(b"-").or(exponent.strip_prefix(b"+")).unwrap_or(exponent))?;
        }
        Some(rest.is_empty())
    };
    read() == Some(true)
}

#[cfg(test)]
mod tests {
    use super::stand_ins;

    #[test]
    fn only_numbers_beyond_floats_are_replaced() {
        let long = "9".repeat(400);
        for (text, expected) in [
            (r#"{"1e999": 1e999}"#, Some(r#"{"1e999": 0.000}"#.to_owned())),
            (r#"["2E+308", 2E+308, -2E+308]"#, Some(r#"["2E+308", 0.0000, -0.0000]"#.to_owned())),
            (&*long, Some(format!("0.{}", "0".repeat(398)))),
            ("[1.5e308, 1e-999, 0e999, 7]", None),
            ("[01e999, 1e+, .1e999, 1.e999, Infinity]", None),
            (r#"["1e999"#, None),
        ] {
            assert_eq!(stand_ins(text), expected, "{text}");
        }
    }
}
