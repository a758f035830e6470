$version: "2.0"

namespace other

@private
string Secret

@private
@trait
structure hidden {}

structure Insider {
    secret: Secret
}
