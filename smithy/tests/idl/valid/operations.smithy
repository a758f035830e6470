$version: "2.0"
$operationInputSuffix: "Request"
$operationOutputSuffix: "Response"

namespace example.operations

service Store {
    version: "2024-01-01"
    operations: [Get, "Put", example.operations#Plain]
    resources: [Item]
    errors: [Refused]
    rename: { "example.operations#Refused": "Denied" }
}

resource Item {
    identifiers: { itemId: String, "part": Part }
    properties: { size: Integer }
    read: GetItem
    operations: []
    collectionOperations: [Import]
}

operation Get {
    output := {
        name: String
    },
    input := @references([{ resource: Item }]) for Item with [Named] {
        @required
        $itemId
        $part
        @length(max: 3)
        $name
    }
    errors: [
        Refused
    ]
}

operation Put { input: PutRequest output: Unit }

operation Plain {}

operation Import {
    input := {}
}

@readonly
operation GetItem {
    input := for Item {
        @required $itemId
        @required $part
    }
    output:=for Item{$size}
}

structure PutRequest with [Named] {}

@mixin
structure Named for Item {
    name: String
    $size
}

@error("client")
structure Refused {}

string Part
