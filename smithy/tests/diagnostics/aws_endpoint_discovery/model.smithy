$version: "2.0"

namespace example

use aws.api#clientDiscoveredEndpoint
use aws.api#clientEndpointDiscovery

@clientEndpointDiscovery(operation: Find)
service Books {
    version: "1"
    operations: [Find, Get]
}

@clientEndpointDiscovery(operation: FindMore, error: Moved)
service Papers {
    version: "1"
    operations: [FindMore, Get]
}

@clientDiscoveredEndpoint(required: true)
operation Get {}

operation Find {
    output := {
        Endpoints: Endpoints
    }
}

list Endpoints {
    member: Endpoint
}

structure Endpoint {
    Address: Integer
    CachePeriodInMinutes: Integer
    Port: Integer
}

operation FindMore {
    output := {
        Endpoints: Names
    }
}

list Names {
    member: String
}

@error("client")
structure Moved {}
