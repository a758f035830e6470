$version: "2.0"

metadata list = [1]

namespace example.a

use example.b#Imported
use example.c#FromJson

// `Later` is in another file, `Imported` in another namespace, `String` in the prelude.
structure A with [Base] {
    later: Later
    imported: Imported
    json: FromJson
    text: String
    $base
}

@local
string Local

apply Later @tags([Local, Imported, FromJson, String])
