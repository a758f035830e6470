$version: "2.0"

namespace example.shop

use aws.protocols#awsJson1_0
use aws.protocols#awsQuery
use smithy.protocols#rpcv2Cbor

@awsQuery
@awsJson1_0
@rpcv2Cbor
@xmlNamespace(uri: "https://example.com/")
service Shop {
    version: "2026-02-02"
    operations: [
        Order
    ]
}

operation Order {
    input := {
        @xmlName("o")
        @jsonName("o")
        name: String
    }
}
