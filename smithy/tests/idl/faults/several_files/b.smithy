$version: "2.0"

namespace example

// What is broken is not also missing.
structure B {
    b:
}

string C
string A

operation D {
    input := { a String }
}

@trait
structure broken { a }
