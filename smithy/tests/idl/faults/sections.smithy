$version "2.0"
$operationInputSuffix: Request
metadata = "key"
metadata key: "value"
metadata fine = 1 metadata late = 2

namespace example.

use com.example#City$name
use com.example
use com.example#Town

metadata after = true
namespace other
use com.example#Village
