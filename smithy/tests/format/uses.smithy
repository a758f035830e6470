$version: "2.0"
namespace example.uses // the name
// Above the last one.
use example.other#Zone // stays
use example.other#Unused // goes
// Above what goes, and stays.
use example.other#AlsoUnused
use example.other#mark
use example.other#Area
/// This one is for no shape.
use example.other#Nobody

/// Documents.
@mark
structure Shape {
    zone: Zone
    area: Area
}
