$version: "2.0"

namespace a

structure Members {
    removed: Integer = 1
    null: Integer = null
    zero: Integer = 0
    nonzero: Integer = 1
    text: String = "a"
}

integer Shape

@default(1)
integer Changed
