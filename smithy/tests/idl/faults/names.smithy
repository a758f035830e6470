$version: "2.0"

namespace example

use smithy.api#String
use other#String
use other#Missing

string String

@title(Missing)
string A

@title(Undefined)
string B

structure C {
    undefined: Undefined
    missing: Missing
    string: String
}

apply Undefined @sensitive
apply C$undefined @undefined
