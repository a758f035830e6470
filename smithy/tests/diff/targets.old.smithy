$version: "2.0"

namespace a

structure Members {
    text: Text
    number: Text
    traits: Text
    structure: One
    list: TextList
    otherList: TextList
    map: TextMap
    enum: Letters
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
