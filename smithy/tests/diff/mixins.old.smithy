$version: "2.0"

namespace a

@mixin
structure Common {
    shared: String
}

structure User with [Common] {
    own: String
}
