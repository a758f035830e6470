$version: "2.0"

namespace a

service Service {
    version: "1"
    operations: [Moved, Gone, Kept]
    resources: [Resource]
    errors: [OldError]
    rename: {
        "a#Odd": "Strange"
        "a#Even": "Plain"
    }
}

resource Resource {
    identifiers: { id: String }
    operations: [Own]
    collectionOperations: [All]
    resources: [Child]
}

resource Child {
    identifiers: { id: String, child: String }
}

operation Moved {}

operation Gone {}

operation Kept {
    input := {
        odd: Odd
        even: Even
        third: Third
    }
    output := {}
    errors: [FirstError]
}

operation Own {
    input := { @required id: String }
}

operation All {}

@error("client")
structure FirstError {}

@error("client")
structure SecondError {}

@error("client")
structure OldError {}

structure Other {}

structure Odd {}

structure Even {}

structure Third {}
