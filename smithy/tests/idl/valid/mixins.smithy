$version: "2.0"

namespace example.mixins

@mixin
string Base

@sensitive
string Mixed with [Base]

@mixin
list Items { member: String }

list MixedItems with [ Items ] {}

list Refined with [Items]
{
    @length(min: 1)
    $member
}

@mixin(localTraits: [private])
@private
structure A {
    /// From A.
    a: String
}

@mixin
structure B with [A] { @required $a }

structure C with // both
    [A, B] {}
