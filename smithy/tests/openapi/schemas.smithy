$version: "2"

namespace example

use aws.protocols#restJson1

/// Shapes of every kind.
@restJson1
service Schemas {
    version: "1"
    operations: [
        Send
    ]
    rename: {
        "example.other#City": "OtherCity"
    }
}

@http(method: "POST", uri: "/send")
operation Send {
    input := {
        @required
        kinds: Kinds

        constraints: Constraints
        collections: Collections
        times: Times
        choice: Choice
        tree: Tree
        defaults: Defaults
        notes: Notes
        city: City
        other: example.other#City
        empty: Empty
    }
}

structure Kinds {
    blob: Blob
    boolean: Boolean
    string: String
    byte: Byte
    short: Short
    integer: Integer
    long: Long
    float: Float
    double: Double
    bigInteger: BigInteger
    bigDecimal: BigDecimal
    timestamp: Timestamp
    document: Document
    color: Color
    level: Level

    @jsonName("renamed")
    original: String

    json: Json
}

@mediaType("application/json")
string Json

/// A color.
enum Color {
    /// As blood.
    RED = "red"

    GREEN

    @deprecated(since: "1", message: "use green")
    BLUE = "blue"
}

intEnum Level {
    LOW = 1

    /// Below zero.
    NONE = -1
}

structure Constraints {
    name: Name

    @length(max: 5)
    short: Name

    @length(min: 1, max: 10)
    bytes: Blob

    @range(min: 0.5)
    share: Double

    @range(min: 1, max: 100)
    count: Byte

    @pattern("^\\p{Alpha}+$")
    letters: String

    @pattern("^a++$")
    possessive: String

    @required
    required: String
}

@length(min: 1, max: 20)
@pattern("^[a-z]+$")
string Name

structure Collections {
    list: NameList
    sparse: SparseList
    set: NameSet
    map: ColorMap
    sparseMap: SparseMap
    named: NamedMap

    @length(max: 3)
    small: NamedMap
}

@length(min: 1)
list NameList {
    member: Name
}

@sparse
list SparseList {
    member: City
}

@uniqueItems
list NameSet {
    member: String
}

map ColorMap {
    key: Color
    value: Integer
}

@sparse
map SparseMap {
    key: String
    value: Integer
}

map NamedMap {
    key: Name
    value: Tree
}

structure Times {
    @timestampFormat("date-time")
    iso: Timestamp

    @timestampFormat("http-date")
    http: Timestamp

    epoch: Timestamp

    own: IsoTime
}

@timestampFormat("date-time")
timestamp IsoTime

/// One of two.
union Choice {
    /// The one.
    text: String

    @jsonName("City")
    city: City

    nothing: Unit
}

structure Tree {
    value: String
    children: Trees
}

list Trees {
    member: Tree
}

structure Defaults {
    @default("a")
    text: String

    @default(5)
    number: Integer

    @default(true)
    flag: Boolean

    @default([])
    list: NameSet

    @default("red")
    color: Color

    @required
    @default("b")
    both: String

    @default("cG5n")
    bytes: Blob

    @default(0)
    time: Timestamp
}

/// Notes about members.
@deprecated(message: "use a book")
@externalDocumentation(Other: "https://example.com/other", Homepage: "https://example.com/home")
structure Notes {
    /// A city for which there is a schema.
    city: City

    @deprecated
    secret: Secret

    @internal
    @externalDocumentation(Guide: "https://example.com/guide")
    inside: Integer
}

@sensitive
string Secret

structure City {
    name: Name
}

structure Empty {}
