/// Before a control statement.
$version: "2.0"

/// Before the namespace.
namespace example

/// Before an import,
/// on two lines.
use smithy.api#String

@sensitive
/// After a trait.
string A

/// In front of `apply`, Smithy does not mind.
apply A @deprecated

structure C {
    a: String
    /// At the end of the members.
}

structure D
/// Before the brace.
{
    @required
    /// After the trait of a member.
    a: /// Not even a line break is allowed here.
    String
}

/// At the end of the file.
