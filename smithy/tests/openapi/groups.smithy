$version: "2"

namespace example

use aws.protocols#restJson1
use smithy.openapi#specificationExtension

/// Cities, and more.
@title("The service of groups")
@restJson1
@externalDocumentation("API Reference": "https://example.com/reference")
@owner(team: "a")
service Groups {
    version: "1"
    operations: [
        Tagged
        Plain
    ]
    resources: [
        City
    ]
}

@trait
@specificationExtension(as: "x-owner")
structure owner {
    team: String
}

@trait
@specificationExtension
string grade

/// A city and its districts.
resource City {
    identifiers: {
        cityId: String
    }
    read: GetCity
    resources: [
        District
    ]
}

resource District {
    identifiers: {
        cityId: String
        districtId: String
    }
    read: GetDistrict
}

@readonly
@http(method: "GET", uri: "/cities/{cityId}")
@grade("good")
operation GetCity {
    input := {
        @required
        @httpLabel
        cityId: String
    }
    output := @grade("bad") {
        name: String
    }
}

@readonly
@http(method: "GET", uri: "/cities/{cityId}/districts/{districtId}")
operation GetDistrict {
    input := {
        @required
        @httpLabel
        cityId: String

        @required
        @httpLabel
        districtId: String
    }
}

@tags(["b", "a"])
@deprecated(since: "2024-01-01")
@http(method: "POST", uri: "/tagged")
operation Tagged {}

@internal
@http(method: "POST", uri: "/plain")
operation Plain {}
