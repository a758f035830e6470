$version: "2.0"

namespace example

@externalDocumentation(a: 1, "b")
string A

@externalDocumentation({ a: 1, a: 2 })
string B

@externalDocumentation(a = 1)
string C

@tags([example.missing, a])
string D

@tags(["a" "b"
string E

@tags(example#)
string F

@tags(# comment)
string G

resource H {
    read: Get
    read: Get
    identifiers: [String]
    traits: {}
}
