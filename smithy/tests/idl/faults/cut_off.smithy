$version: "2.0"

namespace example

structure A {
    a: String
    b: Missing

structure B {
    c: String
}
