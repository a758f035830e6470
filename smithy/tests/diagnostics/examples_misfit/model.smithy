$version: "2.0"

namespace example

service Weather {
    version: "1"
    operations: [
        GetCity
    ]
    errors: [
        Busy
    ]
}

@examples([
    {
        title: "Fine"
        input: { name: "Rome" }
        output: { people: 1 }
    }
    {
        title: "An error of the service"
        input: { name: "Rome" }
        error: { shapeId: Busy, content: {} }
    }
    {
        title: "Of another type"
        input: { name: 1 }
    }
    {
        title: "Unknown member"
        input: { name: "Rome", nmae: "Rome" }
    }
    {
        title: "Both"
        input: { name: "Rome" }
        output: { people: 1 }
        error: { shapeId: Missing, content: { message: "none" } }
    }
    {
        title: "An error of nobody"
        input: { name: "Rome" }
        error: { shapeId: Unused, content: {} }
    }
    {
        title: "Allowed for nothing"
        input: { name: "Rome" }
        allowConstraintErrors: true
    }
    {
        title: "Allowed"
        input: {}
        error: { shapeId: Missing, content: { message: "none" } }
        allowConstraintErrors: true
    }
])
operation GetCity {
    input := {
        @required
        @length(min: 1)
        name: String
    }

    output := {
        people: Integer
    }

    errors: [
        Missing
    ]
}

@error("client")
structure Missing {
    @required
    message: String
}

@error("server")
structure Busy {}

@error("server")
structure Unused {}
