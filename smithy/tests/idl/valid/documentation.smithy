$version: "2.0" /// at the end of a line, this is a comment like any other

namespace example.docs

/// First line.
///Second line, without a space.
///   Third line, indented.
///
// A comment between.
/// Last line.
@sensitive
string Documented /// also a comment

/// Of the structure.
structure Container {
    /// Of a member.
    @required
    a: String

    /// Of another member.
    b: String = "b" /// a comment

    // Not documentation.
    c: String
}

/// Of the enum.
enum Direction {
    /// Up.
    NORTH

    /// Down.
    SOUTH = "south"
}

operation Move {
    input := /// Of the input.
    @sensitive {
        /// Of its member.
        direction: Direction
    }
}
