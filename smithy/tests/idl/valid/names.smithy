$version: "2.0"

namespace example.names

// Keywords are names like all others where a name is expected.
structure structure {
    structure: String
    with: list
    for: apply
    apply: String = "apply"
    true: true
    null: namespace
    _a1: String
    __2: String
}

list list { member: use }

string use
string apply
string true
string namespace

// These hide the shapes of the prelude.
string Integer
structure Uses { a: Integer, b: Long, c: smithy.api#Integer }
