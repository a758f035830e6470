$version: "2.0"

namespace example

@xmlNamespace(uri: "::not a uri")
structure Thing {
    @xmlFlattened
    names: Names
}

list Names {
    @xmlName("name")
    member: String
}
