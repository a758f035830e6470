$version: "2.0"
namespace example.width
// One line has room for 120 columns.
@tags(["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "cccccccccccccccccccccccccccccc"])
string Fits
@tags(["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "ccccccccccccccccccccccccccccccccc"])
string Breaks
@documentation("A text that is so long that the line has no room for it, which is why it moves to a line of its own, parentheses kept.")
string LongText
@http(method: "POST", uri: "/a/very/long/path/with/a/lot/of/segments/that/go/on/and/on/until/the/line/is/full/at/last", code: 201)
operation LongTrait {}
structure Mixed with [MixinWithAVeryLongNameNumberOne, MixinWithAVeryLongNameNumberTwo, MixinWithAVeryLongNameNo3] {}
structure MixedFar with [MixinWithAVeryLongNameNumberOne, MixinWithAVeryLongNameNumberTwo, MixinWithAVeryLongNameNumber3] {}
structure MixedFarWithMembers with [MixinWithALongNameNumberOne, MixinWithALongNameNumberTwo, MixinWithALongNameNo3] { a: String }
