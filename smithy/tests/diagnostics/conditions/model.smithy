$version: "2.0"

namespace example

use smithy.contracts#conditions

@conditions(
    Good: { documentation: "", expression: "length(name) > `1` && enabled" }
    Syntax: { documentation: "", expression: "name ==" }
    Unknown: { documentation: "", expression: "nam == 'a'" }
    Text: { documentation: "", expression: "name" }
    Order: { documentation: "", expression: "name < other" }
    Call: { documentation: "", expression: "starts_with(name)" }
)
structure Thing {
    name: String
    other: String
    enabled: Boolean
}
