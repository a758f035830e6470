$version: "2.0"

namespace example

@httpBasicAuth
@httpDigestAuth
service Weather {
    version: "1"
    operations: [GetCity, Ping]
    resources: [City, Street]
    rename: {
        "example#City": "Town"
        "example#Ping$x": "Pong"
        "example#Size": "Size"
    }
}

@auth([httpBearerAuth])
operation Ping {
    input := {
        size: Size
        @required
        cityId: String
    }
}

resource City {
    identifiers: { cityId: String }
    read: GetCity
    resources: [Street]
}

resource Street {
    identifiers: { cityId: CityId, streetId: String }
    properties: { CityId: String }
    operations: [Sweep]
}

@readonly
operation GetCity {
    input := {
        @required
        cityId: String
    }
}

operation Sweep {
    input := {
        @required
        streetId: String
    }
}

string CityId

string Size
