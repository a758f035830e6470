$version: "2.0"

namespace example

use aws.auth#sigv4
use aws.protocols#restJson1

@sigv4(name: "weather")
@httpBasicAuth
@restJson1
@auth([sigv4, httpBasicAuth])
service Weather {
    operations: [GetCity]
}

@auth([restJson1])
@http(method: "GET", uri: "/city")
@readonly
operation GetCity {}
