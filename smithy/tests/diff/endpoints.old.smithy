$version: "2.0"

namespace a

use aws.auth#sigv4
use aws.auth#sigv4a
use smithy.rules#endpointRuleSet

@endpointRuleSet(
    version: "1.0"
    parameters: {}
    rules: [
        {
            type: "tree"
            conditions: []
            rules: [
                {
                    type: "endpoint"
                    conditions: []
                    endpoint: {
                        url: "https://example.com"
                        properties: { authSchemes: [{ name: "sigv4" }, { name: "sigv4a", signingRegionSet: ["*"] }] }
                    }
                }
                {
                    type: "endpoint"
                    conditions: []
                    endpoint: { url: "https://example.com", properties: {} }
                }
            ]
        }
    ]
)
@auth([sigv4])
@sigv4(name: "a")
@sigv4a(name: "a")
service Service {}
