$version: "2.0"

namespace example

/// A trait with values of most kinds.
@trait
structure all {
    byte: Byte
    short: Short
    long: Long
    float: Float
    decimal: BigDecimal
    document: Document
    @range(min: 1, max: 5)
    ratio: Float
    when: Timestamp
    @timestampFormat("http-date")
    date: Timestamp
    map: Names
    unique: Unique
    enum: Letter
    intEnum: Figure
    choice: Choice
    sparse: SparseNames
    dense: DenseNames
    name: Name
}

map Names {
    @length(min: 2)
    key: String

    @pattern("^x$")
    value: String
}

@uniqueItems
list Unique {
    member: String
}

enum Letter {
    A
}

intEnum Figure {
    ONE = 1
}

union Choice {
    a: String
    b: String
}

@sparse
list SparseNames {
    member: String
}

list DenseNames {
    member: String
}

@idRef(failWhenMissing: true, selector: "string")
string Name

@all(
    byte: 128
    short: 1.0
    long: "x"
    float: "nan"
    decimal: "1"
    document: [1, null]
    ratio: "NaN"
    when: "2020"
    date: "Mon, 29 Apr 2014 18:30:38 GMT"
    map: { y: "y" }
    unique: ["a", "b", "a"]
    enum: "Z"
    intEnum: 2
    choice: { a: "x", b: "y" }
    sparse: ["a", null]
    dense: ["a", null]
    name: "example#Letters"
)
string Wrong

@all(
    byte: 127
    float: "-Infinity"
    decimal: 1.5
    ratio: 5
    when: 12.5
    date: "Tue, 29 Apr 2014 18:30:38 GMT"
    map: { yy: "x" }
    unique: ["a", "b"]
    enum: "A"
    intEnum: 1
    choice: { b: "y" }
    name: "example#Right"
)
string Right
