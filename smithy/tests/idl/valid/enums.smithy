$version: "2.0"

namespace example.enums

enum Suit {
    CLUBS, DIAMONDS
    HEARTS = "hearts", SPADES = "spades"

    @enumValue("joker")
    JOKER
}

intEnum Size {
    SMALL = 1
    LARGE = -2147483648
    @deprecated
    HUGE = 3,
}

structure Defaults {
    suit: Suit = "hearts"
    size: Size = 1,
    list: Names = []
    flag: Boolean = true, text: String = "",
    none: Integer = null
    document: Document = {}
}

list Names { member: String }
