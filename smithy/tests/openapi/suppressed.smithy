$version: "2"

metadata suppressions = [
    {
        id: "openapi-operation"
        namespace: "example"
    }
]

namespace example

use aws.protocols#restJson1

@restJson1
service Suppressed {
    version: ""
    operations: [
        Find
        FindByName
    ]
}

@http(method: "POST", uri: "/find")
operation Find {}

@http(method: "POST", uri: "/find?by=name")
operation FindByName {}
