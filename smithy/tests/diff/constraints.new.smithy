$version: "2.0"

namespace a

enum Letters {
    A
    NEW
    D = "C"
}

enum Appended {
    A
    B
}

@enum([{ value: "a", name: "A1" }, { value: "c", name: "C" }])
string Old

@length(min: 2, max: 9)
string Stricter

@length(min: 0, max: 11)
string Looser

@length(min: 1, max: 3)
string Bound

@range(min: 1.25, max: 1.50)
double Range

@range(min: 0, max: 6)
integer HalfRange

@pattern("^b+$")
string Pattern
