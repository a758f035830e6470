$version: "2.0"

namespace a

structure Members {
    text: SameText
    number: Integer
    traits: LimitedText
    structure: Two
    list: SameList
    otherList: OtherList
    map: OtherMap
    enum: SameLetters
}

string Text

string SameText

@length(min: 1)
string LimitedText

structure One {}

structure Two {}

list TextList {
    member: Text
}

list SameList {
    member: Text
}

list OtherList {
    member: SameText
}

map TextMap {
    key: String
    value: Text
}

map OtherMap {
    @length(min: 1)
    key: String

    value: SameText
}

enum Letters {
    A
}

enum SameLetters {
    A
}
