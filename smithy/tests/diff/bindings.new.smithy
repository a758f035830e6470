$version: "2.0"

namespace a

service Service {
    version: "1"
    operations: [Kept, Added]
    resources: [Resource]
    errors: [SecondError]
    rename: {
        "a#Odd": "Strange"
        "a#Third": "Tertiary"
        "a#Fresh": "Newer"
    }
}

resource Resource {
    identifiers: { id: String, more: String }
    operations: [Moved, New]
    resources: [Grandchild]
}

resource Child {
    identifiers: { id: String, child: String }
}

resource Grandchild {
    identifiers: { id: String, more: String }
}

operation Moved {}

operation Gone {}

operation Added {
    input := {
        new: Fresh
    }
}

operation New {}

operation Own {
    input := { @required id: String }
}

operation All {}

operation Kept {
    input: Other
    errors: [SecondError]
}

@error("client")
structure FirstError {}

@error("client")
structure SecondError {}

@error("client")
structure OldError {}

structure Other {
    odd: Odd
    even: Even
    third: Third
}

structure Odd {}

structure Even {}

structure Third {}

structure Fresh {}
