$version: "2.0"

namespace a

use aws.auth#sigv4
use aws.auth#sigv4a

@auth([sigv4a, sigv4])
@sigv4(name: "a")
@sigv4a(name: "a")
service Adds {
    operations: [Own, Inherits]
}

@auth([sigv4a, sigv4])
@sigv4(name: "a")
@sigv4a(name: "a")
service Turns {}

@auth([sigv4, sigv4a])
@sigv4(name: "a")
@sigv4a(name: "a")
service After {}

@auth([sigv4])
@sigv4(name: "a")
@sigv4a(name: "a")
service Back {}

@auth([sigv4a])
operation Own {}

operation Inherits {}
