$version: "2.0"

namespace example

service Store {
    version: "1"
    resources: [Book]
}

resource Book {
    identifiers: { isbn: String }
    properties: { title: String, pages: Integer, price: Integer }
    create: AddBook
    put: PutBook
    read: GetBook
    list: ListBooks
}

operation AddBook {
    input := {
        @required
        isbn: String
        title: String
        @property(name: "title")
        name: String
        author: String
        @notProperty
        note: String
    }
}

operation PutBook {
    input := {
        @required
        @resourceIdentifier("isbn")
        number: String
        @required
        isbn: String
        @nestedProperties
        book: Description
    }
}

structure Description {
    pages: String
    @suppress(["MemberShouldReferenceResource"])
    isbn: String
}

operation GetBook {
    input := {
        isbn: String
    }
}

@idempotent
operation ListBooks {
    output := {
        books: Books
    }
}

list Books {
    member: Order
}

@references([
    { resource: Book }
])
structure Order {
    number: String
}

@references([
    { resource: Book, ids: { isbn: "number", author: "number" } }
    { resource: Book, ids: { isbn: "pages" } }
    { resource: Order }
])
structure Receipt {
    number: String
    pages: Integer
}

structure Return {
    isbn: String
}
