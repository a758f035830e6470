$version: "2.0"
namespace example.traits
@a@b()@c({})@d([])@e({a: 1, b: [1]})@f(a: 1, b: 2)
@g(a: [1]) @h(1) @i(true) @j(other$member) @k([{a: 1}])
@l("two
lines")
@m(a: 1 // after one
)
@n( // before
  "x")
@o(["x" // after
])
string Traits
