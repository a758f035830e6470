$version: "2.0" //version
//metadata
metadata a = 1
namespace example.comments
///Documents A.
//not this
@required // after the trait
/// not documentation
string A // A
// Still about A.

//// banner

/// Documents B.

string B ///B
//
//// Documents C.
string C
// Not about C.
string D
structure E with [ // e
    A // a
    B] // f
{} // g
// end
