$version: "2.0"

namespace example

use smithy.test#smokeTests

service Service {
    version: "1"
    operations: [One, Two]
}

@smokeTests([
    { id: "same", params: { count: "one" }, expect: { success: {} } }
    { id: "vendor", vendorParams: { a: 1 }, expect: { success: {} } }
])
operation One {
    input := { count: Integer }
}

@smokeTests([
    { id: "same", params: { a: 1 }, vendorParamsShape: Vendor, expect: { success: {} } }
])
operation Two {}

structure Vendor {}
