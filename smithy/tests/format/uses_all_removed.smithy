$version: "2.0"
namespace example.uses
use example.other#A
// Below.
use example.other#B
