$version: "2"

namespace example

use aws.auth#sigv4
use aws.protocols#restJson1

@restJson1
@httpBasicAuth
@httpBearerAuth
@httpDigestAuth
@httpApiKeyAuth(name: "Authorization", in: "header", scheme: "Key")
@sigv4(name: "example")
@auth([sigv4, httpBearerAuth])
service Security {
    version: "1"
    operations: [
        Usual
        Open
        Optional
        Key
    ]
}

@http(method: "POST", uri: "/usual")
operation Usual {}

@http(method: "POST", uri: "/open")
@auth([])
operation Open {}

@http(method: "POST", uri: "/optional")
@optionalAuth
operation Optional {}

@http(method: "POST", uri: "/key")
@auth([httpApiKeyAuth])
operation Key {}
