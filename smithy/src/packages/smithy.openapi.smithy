// Conversion to OpenAPI.
$version: "2.0"

namespace smithy.openapi

/// Writes a trait as an extension of OpenAPI.
@trait(
    selector: "[trait|trait]"
    breakingChanges: [
        {
            change: "presence"
        }
        {
            path: "/as"
            change: "any"
        }
    ]
)
structure specificationExtension {
    as: SpecificationExtensionKey
}

@private
@pattern("^x-.+$")
string SpecificationExtensionKey
