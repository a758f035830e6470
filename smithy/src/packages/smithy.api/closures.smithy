// The metadata `shapeClosures`.
$version: "2.0"

namespace smithy.api

@private
@metadata(key: "shapeClosures")
list ShapeClosures {
    member: ShapeClosure
}

@private
structure ShapeClosure {
    @required
    id: ClosureId

    includeNamespaces: Namespaces = []

    @length(min: 1)
    includeBySelector: String

    rename: Renames = {}

    documentation: CommonMark
}

// A closure is not a shape, but its name looks like the id of one.
@private
@idRef(failWhenMissing: false)
string ClosureId

@private
@uniqueItems
list Namespaces {
    member: String
}

@private
map Renames {
    @idRef(
        selector: ":not(:is(member, service, resource, operation))"
        failWhenMissing: true
        errorMessage: "Only shapes of the model that hold data and are not members can be renamed."
    )
    key: String

    value: Identifier
}

@private
@pattern("^(_+[a-zA-Z0-9]|[a-zA-Z])\\w*$")
string Identifier

@private
@mediaType("text/markdown; charset=UTF-8; variant=CommonMark")
string CommonMark
