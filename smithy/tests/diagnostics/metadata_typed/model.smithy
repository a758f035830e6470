$version: "2.0"

metadata owner = 1

metadata reviewers = [
    {
        name: "Ada"
        nmae: "Ada"
    }
]

namespace example

@metadata(key: "owner")
string Owner

@metadata(key: "reviewers")
list Reviewers {
    member: Reviewer
}

structure Reviewer {
    @required
    name: String
}

@metadata(key: "twice")
string First

@metadata(key: "twice")
string Second
