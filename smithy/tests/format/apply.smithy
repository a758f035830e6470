$version: "2.0"
namespace example.apply
apply A @tags(["a"])
apply A$b @documentation("A text that is so long that the line has no room for it, which is why it moves to a line of its own")
/// Documents nothing.
apply A { @tags(["a"]), @required // after
@since("1")
// last
} // end
apply B { // first
@required }
apply C {}
apply D // above
    @required
