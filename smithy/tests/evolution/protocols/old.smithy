$version: "2.0"

namespace example.shop

use aws.protocols#awsJson1_0
use aws.protocols#awsQuery
use smithy.protocols#rpcv2Cbor

@awsJson1_0
@awsQuery
@xmlNamespace(uri: "https://example.com/")
service Shop {
    version: "2026-01-01"
    operations: [
        Order
    ]
}

operation Order {
    input := {
        @xmlName("n")
        @jsonName("m")
        name: String
    }
}
