$version: "2"

namespace example.other

structure City {
    code: Integer
}
