$version: "1.0"

namespace example

enum A { B }

structure C with [D] {}

@mixin
structure D {}

structure E for F {}

resource F {
    properties: {}
}

structure G {
    $h
}

structure I {
    @default("")
    j: String
}

structure K {
    l: String = ""
}

operation M {
    input := {}
}
