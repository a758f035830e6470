namespace example.old

list Names {
    member: String,
}

set Tags { member: String }

structure Values {
    boxed: Integer,
    plain: PrimitiveInteger,
    @box own: Count,
}

integer Count

service Old { version: "1", operations: [Do] }

operation Do { input: Values, errors: [] }
