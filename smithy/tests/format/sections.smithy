// A notice at the top of the file.

$version:"2.0"
$operationInputSuffix :   "Request"
metadata "quoted" = 1
metadata "needs quotes" = 2
metadata list=[ 1,2 , 3, ]
metadata nested = {a:{b:[true,null]}}
metadata after = "x"




namespace example.sections


use smithy.api#String
use smithy.api#Integer
string Name
integer Number
list Names{member:String}
list Numbers { member : Integer }
