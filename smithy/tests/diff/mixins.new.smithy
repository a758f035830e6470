$version: "2.0"

namespace a

structure User {
    shared: String
    own: String
}
