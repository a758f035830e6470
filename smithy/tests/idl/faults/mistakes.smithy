$version: "2.0"

namespace example

structure A {
    "a": String
}

structure B {
    a: String;
}

strucure C {}

operation D {
    input: { a: String }
}

list E { String }

union F { a: String | Integer }

@required
@deprecated(
string G

$version: "2.0"
