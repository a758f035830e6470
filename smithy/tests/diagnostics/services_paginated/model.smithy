$version: "2.0"

namespace example

@paginated(inputToken: "token", pageSize: "size")
service Store {
    version: "1"
    operations: [ListBooks, ListAuthors, ListShelves]
}

@readonly
@paginated(items: "books")
operation ListBooks {
    input := {
        token: String
        size: Long
    }
    output := {
        next: String
        books: Books
    }
}

@readonly
@paginated(inputToken: "token.text", outputToken: "a.b.next", items: "a.b.next", pageSize: "sice")
operation ListAuthors {
    input := {
        token: String
        size: Integer
    }
    output := {
        a: A
    }
}

@readonly
@paginated(inputToken: "token", outputToken: "next", items: "books", pageSize: "size")
operation ListShelves {
    input := {
        @required
        token: Tokens
        @required
        size: String
    }
    output := {
        @required
        next: Integer
        @required
        books: Books
    }
}

structure A {
    b: B
}

structure B {
    next: String
}

list Books {
    member: String
}

map Tokens {
    key: String
    value: String
}
