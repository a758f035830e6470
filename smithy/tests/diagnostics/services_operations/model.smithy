$version: "2.0"

namespace example

service Store {
    version: "1"
    operations: [Buy, Sell, Look]
    errors: [Closed]
}

operation Buy {
    input: BuyInput
    output: BuyInput
}

operation Sell {
    input: BuyInput
    output: Sold
}

@idempotent(notFound: [Closed, Lost])
operation Look {
    errors: [Lost]
}

@input
structure BuyInput {
    last: Sold
}

@output
structure Sold {}

structure LookRequest {}

@error("server")
structure Closed {}

@error("client")
structure Lost {}
