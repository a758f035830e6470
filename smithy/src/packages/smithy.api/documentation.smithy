// Traits that people and tools read, and that change no value of a type.
$version: "2.0"

namespace smithy.api

/// Documents a shape in CommonMark.
@trait
string documentation

/// Links to further documentation, by title.
@trait
@length(min: 1)
map externalDocumentation {
    key: NonEmptyString
    value: NonEmptyString
}

/// Gives the name of a shape as people write it.
@trait
string title

/// Says when a shape was added.
@trait
string since

/// Discourages the use of a shape.
@trait
structure deprecated {
    message: String
    since: String
}

/// Warns that a shape may change.
@trait
structure unstable {}

/// Marks a shape for filters and groups.
@trait
list tags {
    member: String
}

/// Keeps a shape from customers.
@trait(
    breakingChanges: [
        {
            change: "remove"
            severity: "WARNING"
            message: "Without @internal, customers can see the shape."
        }
    ]
)
structure internal {}

/// Keeps values out of logs and the like.
@trait(selector: ":not(:test(service, operation, resource, member))")
structure sensitive {}

/// Shows calls of an operation and their results.
@trait(selector: "operation")
list examples {
    member: Example
}

@private
structure Example {
    @required
    title: String

    documentation: String

    input: Document

    output: Document

    error: ExampleError

    allowConstraintErrors: Boolean
}

@private
structure ExampleError {
    @idRef(selector: "structure[trait|error]")
    shapeId: String

    content: Document
}
