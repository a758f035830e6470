$version: "2.0"

namespace example

@trait
structure marked {}

@mixin
structure Mixed {}

service Weather {
    version: "1"
    operations: [
        Weather
    ]
    resources: [
        Text
    ]
    errors: [
        Plain
        Gone
    ]
}

string Text

structure Plain {
    marked: marked
    mixed: Mixed
    operation: Get
}

operation Get {
    input: Failure
    output: Text
    errors: [
        Text
    ]
}

@error("client")
structure Failure {}

map Numbers {
    key: Integer
    value: Get
}

resource City {
    identifiers: { id: Integer }
    properties: { get: Get }
    read: Text
}
