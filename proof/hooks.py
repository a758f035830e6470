"""Failures that schemathesis reports wrongly, each with the reason. docs/openapi-tools.md lists them, too."""

import jsonschema_rs
import schemathesis


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Whether a failure counts."""
    return not any(excuse(failure, case, response) for excuse in EXCUSES)


def null_is_absent(failure, case, response):
    """A member of an object may be null instead of absent (docs/server.md), which clients should not make use of, so
    that the document does not say so. Without such members, the request must be valid."""
    if failure.code != "ST201" or not isinstance(case.body, dict):
        return False
    body = without_nulls(case.body)
    return body != case.body and is_valid(body, case)


def no_payload(failure, case, response):
    """OpenAPI has no way to say that a response may have no body: one whose payload is absent has none."""
    return failure.code in ("ST104", "ST109") and not response.content and "content-type" not in response.headers


def integer_with_fraction(failure, case, response):
    """JSON Schema takes 1.0 for an integer, and a server does not (docs/server.md)."""
    return failure.code == "ST202" and "expected an integer without a fraction" in response.text


def pattern_of_python(failure, case, response):
    """Texts are made up from patterns as Python reads them, where `.` is any character but a line feed, and `\\d`, `\\w`
    and `\\s` know all of Unicode. In ECMA 262, as documents and servers read them, `.` is no line terminator, and `\\d`
    and `\\w` are ASCII."""
    if failure.code != "ST202" or response.status_code != 400:
        return False
    violations = response.json().get("fieldList", [])
    is_pattern = all("regular expression pattern" in violation["message"] for violation in violations)
    sent = [case.body, case.path_parameters, case.query, dict(case.headers or {})]
    return bool(violations) and is_pattern and any(differs(text) for value in sent for text in texts(value))


EXCUSES = (null_is_absent, no_payload, integer_with_fraction, pattern_of_python)


def without_nulls(value):
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    return value


def is_valid(body, case):
    document = case.operation.schema.raw_schema
    content = case.operation.definition.raw["requestBody"]["content"]
    return all(
        jsonschema_rs.validator_for({"components": document["components"], **media["schema"]}).is_valid(body)
        for media in content.values()
    )


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def differs(text):
    return any(ord(char) > 127 or char in "\r\n\v\f" for char in text)
