$version: "2.0"
namespace example.members
structure Plain { a: String, b: String = "b", c: String }
structure WithTrait { a: String, @required b: String, c: String }
structure WithDocs { a: String
    /// B
    b: String
    c: String = ""
    /// D
    d: String
}
structure Inherits for Thing with [Mixin] { $a
    b: String }
enum Plain2 { A, B = "b", C }
enum WithDocs2 {
    /// A
    A
    B
}
intEnum Numbers { ONE = 1, TWO = 2
}
union Choice { a: Unit, b: String }
list Items { @length(min: 1) member: String }
map Entries { key: String, value: String }
structure OnlyComments {
    // nothing yet
}
structure Trailing {
    a: String // a
    b: String, // b

    c: String // c
}
structure TrailingWithTraits {
    @required
    a: String // a
    b: String = "" // b
    c: String // c
}
structure TrailingAtTheEnd {
    @required
    a: String = "" // a
}
