$version: "2.0"

namespace example

structure A {
    a: String
    a: Integer
    $b
}

list B {
    member: String
    other: String
}

map C {
    key: String
    values: String
}

list D {}

structure E for Missing {
    $a
}

structure F for A {
    $a
}

structure G {
    a: String,
    @required
}

structure H with [] {}

structure I {
    a: String = "x" b: String
}

operation J {
    input := {}
    input: A
    output: A output := {}
    errors [A]
}

structure K with [Missing] {}

enum L {
    A = "a" B
}
