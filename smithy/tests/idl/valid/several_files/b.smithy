$version: "2.0"

metadata list = [2]

namespace example.a

string Later

@mixin
structure Base for example.c#Thing {
    $base
}

@trait
structure local {}

// The same definition twice is one.
string Twice
string Twice
