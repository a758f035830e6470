"""Checks OpenAPI documents with public validators.

Standard input has a JSON object for each document: its path, the path of its model if that is a JSON AST, and the ids of
tests whose bodies may break the schema. Each document must be valid, and the same in
the YAML file next to it. Its examples, and the JSON bodies in the model's
protocol tests, must conform to its schemas. Prints a line for each fault, and a summary as a JSON object.
"""

import json
import sys
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators
from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from regress import Regex

JSON = "application/json"
REST_JSON = "aws.protocols#restJson1"


def pattern(validator, expression, instance, schema):
    """Patterns are those of ECMA 262, which Python's own module does not know."""
    if isinstance(instance, str) and Regex(expression, "u").find(instance) is None:
        yield ValidationError(f"{instance!r} does not match {expression!r}")


class Document:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.root = json.load(file)
        self.is_new = self.root["openapi"].startswith("3.1")
        resource = Resource.from_contents(self.root, default_specification=DRAFT202012)
        self.registry = Registry().with_resource("urn:document", resource)
        base = Draft202012Validator if self.is_new else OAS30Validator
        self.validator = validators.extend(base, {"pattern": pattern})

    def faults(self):
        """What is wrong with the document itself."""
        validator = OpenAPIV31SpecValidator if self.is_new else OpenAPIV30SpecValidator
        for error in validator(self.root).iter_errors():
            yield str(error.message)[:300]

    def conforms(self, schema, value):
        """What of a value does not conform to a schema of the document."""
        validator = self.validator(absolute(schema), registry=self.registry, format_checker=FormatChecker())
        for error in validator.iter_errors(value):
            place = "/".join(map(str, error.absolute_path))
            yield f"{place}: {str(error.message)[:200]}"

    def operations(self):
        for path, item in self.root["paths"].items():
            for method, operation in item.items():
                yield operation

    def examples(self):
        """The examples with their schemas: name, schema, value."""
        for operation in self.operations():
            places = list(operation.get("parameters", []))
            places += operation.get("requestBody", {}).get("content", {}).values()
            for response in operation["responses"].values():
                places += response.get("content", {}).values()
            for place in places:
                for name, example in place.get("examples", {}).items():
                    if "schema" in place:
                        yield name, place["schema"], example["value"]


def absolute(schema):
    """A schema whose references name the document."""
    if isinstance(schema, dict):
        return {
            key: "urn:document" + value if key == "$ref" and isinstance(value, str) else absolute(value)
            for key, value in schema.items()
        }
    return [absolute(one) for one in schema] if isinstance(schema, list) else schema


def tests(document, model):
    """The JSON bodies of protocol tests: id, schema, value."""
    by_id = {operation["operationId"]: operation for operation in document.operations()}
    schemas = document.root["components"]["schemas"]
    for shape, definition in model["shapes"].items():
        name = shape.split("#")[1]
        traits = definition.get("traits", {})
        requests = traits.get("smithy.test#httpRequestTests", [])
        responses = traits.get("smithy.test#httpResponseTests", [])
        for test in requests + responses:
            is_request = test in requests
            if test["protocol"] != REST_JSON or test.get("bodyMediaType", JSON) != JSON or not test.get("body"):
                continue
            if definition["type"] == "operation":
                operation = by_id.get(name)
                if operation is None:
                    continue
                status, responses_of = str(test.get("code")), operation["responses"]
                answer = responses_of.get(status, responses_of.get(f"{status[0]}XX", {}))
                message = operation.get("requestBody", {}) if is_request else answer
                schema = message.get("content", {}).get(JSON, {}).get("schema")
            else:
                schema = {"$ref": f"#/components/schemas/{name}ResponseContent"}
                if f"{name}ResponseContent" not in schemas:
                    continue
            if schema is not None:
                yield test["id"], schema, json.loads(test["body"])


def main():
    counts = {"documents": 0, "examples": 0, "bodies": 0, "excused": 0, "faults": 0}
    for line in sys.stdin:
        task = json.loads(line)
        unused = {}
        document = Document(task["document"])
        counts["documents"] += 1
        found = [("", fault) for fault in document.faults()]
        with open(Path(task["document"]).with_suffix(".yaml"), encoding="utf-8") as file:
            # A reader of YAML 1.1, which takes more texts for something else than one of 1.2.
            if yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) != document.root:
                found.append(("", "the document in YAML is another"))
        checks = [("examples", *one) for one in document.examples()]
        if task["model"]:
            with open(task["model"], encoding="utf-8") as file:
                model = json.load(file)
            checks += [("bodies", *one) for one in tests(document, model)]
        for kind, name, schema, value in checks:
            counts[kind] += 1
            faults = [(name, fault) for fault in document.conforms(schema, value)]
            if name in task["excused"]:
                unused[name] = unused.get(name, True) and not faults
                counts["excused"] += bool(faults)
            else:
                found += faults
        found += [(name, "conforms, although it is excused") for name, is_unused in unused.items() if is_unused]
        for name, fault in found:
            counts["faults"] += 1
            print(f"{task['document']}: {name + ': ' if name else ''}{fault}")
    print(json.dumps(counts))


main()
