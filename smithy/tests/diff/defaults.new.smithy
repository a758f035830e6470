$version: "2.0"

namespace a

structure Members {
    removed: Integer
    null: Integer
    zero: Integer = 1
    nonzero: Integer = 2
    text: String = "b"
}

@default(1)
integer Shape

@default(2)
integer Changed
