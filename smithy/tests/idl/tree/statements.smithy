$version: "2" // comment
metadata a = [1]
metadata b = { "c": null, d: e#F$g }

namespace example

use other#Name

/// Doc.
@a @b(1)
structure Name for R with [M] { /// Doc.
    @c(x: [], y: "z")
    $a = "b"

    c: D
}

operation O { input := { }, errors: [E] }

apply Name { @a }
