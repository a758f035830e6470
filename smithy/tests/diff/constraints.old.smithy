$version: "2.0"

namespace a

enum Letters {
    A
    B
    C
}

enum Appended {
    A
}

@enum([{ value: "a", name: "A" }, { value: "b", name: "B" }])
string Old

@length(min: 1, max: 10)
string Stricter

@length(min: 1, max: 10)
string Looser

@length(min: 1)
string Bound

@range(min: 1, max: 1.5)
double Range

@range(max: 5)
integer HalfRange

@pattern("^a+$")
string Pattern
