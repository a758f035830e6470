$version: "3"
$version: "2.0"
$operationInputSuffix: 1
$unknown: true
$versoin: "2"

namespace example

string A
