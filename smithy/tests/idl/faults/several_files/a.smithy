$version: "2.0"

namespace example

structure A {
    b: B
    c: C
    d: DInput
}

@broken
string Uses
