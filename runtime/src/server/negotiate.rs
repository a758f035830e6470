//! Whether the headers of a request suit its operation (Smithy 2.0, "AWS restJson1 protocol", "Content-Type", and its
//! protocol tests tagged `content-type` and `accept`).

use http::{HeaderMap, header};

use super::refusal::Refusal;
use crate::protocol::{Behavior, Media};
use crate::spec::OperationSpec;

/// Checks the content type that a request declares, and the types that it accepts. A request that declares none must
/// have an empty body, which [`check_untyped`] looks at when the body is there.
pub(super) fn check(protocol: &'static dyn Behavior, spec: &OperationSpec, headers: &HeaderMap) -> Result<(), Refusal> {
    let expected = protocol.request_media(spec);
    let suits = headers.get(header::CONTENT_TYPE).is_none_or(|declared| match expected {
        // The member's value is the client's choice (restJson1, "Content-Type").
        _ if spec.any_content_type => true,
        // See `check_undeclared`.
        Media::Nothing | Media::Anything => true,
        Media::Type(expected) => declared.to_str().is_ok_and(|declared| same(declared, expected)),
    });
    if !suits {
        return Err(Refusal::UnsupportedMediaType(expected.name()));
    }
    match protocol.response_media(spec) {
        Media::Type(offered) if !spec.any_accept && !accepts(headers, offered) => Err(Refusal::NotAcceptable(offered)),
        _ => Ok(()),
    }
}

/// Checks that nothing is declared of a body that must not be there. It comes after the rest of the request was read:
/// what is wrong with that says more (protocol test `RestJsonHeaderMalformedStringInvalidBase64MediaType`).
///
/// The protocol's tests demand it of `POST` requests, whatever their body is
/// (`RestJsonWithoutBodyExpectsEmptyContentType`, `RestJsonWithoutBodyEmptyInputExpectsEmptyContentType`), and so it is
/// for all methods whose requests have content. To a `GET`, `HEAD` or `DELETE`, whose content means nothing (RFC 9110,
/// sections 9.3.1, 9.3.2 and 9.3.5), many clients add the header without a body: that is harmless.
pub(super) fn check_undeclared(
    protocol: &'static dyn Behavior,
    spec: &OperationSpec,
    headers: &HeaderMap,
    body_is_empty: bool,
) -> Result<(), Refusal> {
    let is_harmless = body_is_empty && matches!(protocol.method(spec), "GET" | "HEAD" | "DELETE");
    match protocol.request_media(spec) {
        Media::Nothing if !spec.any_content_type && !is_harmless && headers.contains_key(header::CONTENT_TYPE) => {
            Err(Refusal::UnsupportedMediaType(None))
        }
        _ => Ok(()),
    }
}

/// Checks that a body has a declared content type, where one must be declared.
pub(super) fn check_untyped(
    protocol: &'static dyn Behavior,
    spec: &OperationSpec,
    headers: &HeaderMap,
    body_is_empty: bool,
) -> Result<(), Refusal> {
    match protocol.request_media(spec) {
        Media::Type(expected) if !body_is_empty && !headers.contains_key(header::CONTENT_TYPE) => {
            Err(Refusal::UnsupportedMediaType(Some(expected)))
        }
        _ => Ok(()),
    }
}

/// The media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// Parameters, such as `charset=utf-8`, do not matter.
fn same(declared: &str, expected: &str) -> bool {
    // Nearly all declare exactly that.
    declared == expected || essence(declared).eq_ignore_ascii_case(essence(expected))
}

/// Whether a media type is among those that a request accepts: of the ranges that it is in, the closest decides, and
/// a weight of zero refuses (RFC 9110, section 12.5.1).
fn accepts(headers: &HeaderMap, offered: &str) -> bool {
    let values = headers.get_all(header::ACCEPT).iter().map(|value| value.to_str().unwrap_or_default());
    let ranges = values.flat_map(|value| value.split(',')).map(str::trim).filter(|range| !range.is_empty());
    let mut any_range = false;
    let mut closest = (0, false);
    for range in ranges {
        any_range = true;
        let closeness = closeness(essence(range), essence(offered));
        if closeness > 0 && closeness >= closest.0 {
            let tied = closeness == closest.0 && closest.1;
            closest = (closeness, tied || !is_refused(range));
        }
    }
    !any_range || closest.1
}

/// How closely a range names a media type; zero where it does not.
fn closeness(range: &str, offered: &str) -> u8 {
    // A lone star is no range, but widely sent by Java's HTTP client.
    if range == "*/*" || range == "*" {
        return 1;
    }
    let kind = |media_type: &str| media_type.split_once('/').map_or(0, |(kind, _)| kind.len());
    if range.ends_with("/*") && range[..kind(range)].eq_ignore_ascii_case(&offered[..kind(offered)]) {
        2
    } else if range.eq_ignore_ascii_case(offered) {
        3
    } else {
        0
    }
}

fn is_refused(range: &str) -> bool {
    range.split(';').skip(1).any(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or_default();
        name.trim().eq_ignore_ascii_case("q") && value.trim().parse::<f32>().is_ok_and(|weight| weight == 0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_range_decides() {
        let cases = [
            (&[][..], true),
            (&[""], true),
            (&["application/json"], true),
            (&["Application/JSON; charset=utf-8"], true),
            (&["application/*"], true),
            (&["*/*"], true),
            (&["text/html, image/gif, *; q=.2"], true),
            (&["text/html, application/json;q=0.1"], true),
            (&["text/html", "application/json"], true),
            (&["application/json;q=1, */*;q=0"], true),
            (&["application/json;v=1;q=0, application/json"], true),
            (&["application/json, application/json;v=1;q=0"], true),
            (&["text/*"], false),
            (&["application/hal+json"], false),
            (&["application/json;q=0"], false),
            (&["application/json; q=0.000, */*"], false),
            (&["application/*;q=0, */*"], false),
            (&["nonsense"], false),
        ];
        for (ranges, expected) in cases {
            let headers = ranges.iter().map(|range| (header::ACCEPT, range.parse().unwrap()));
            let headers: HeaderMap = headers.fold(HeaderMap::new(), |mut all, (name, value)| {
                all.append(name, value);
                all
            });
            assert_eq!(accepts(&headers, "application/json"), expected, "{ranges:?}");
        }
    }
}
