$version: "2.0"

namespace example

structure City {
    name String
}

list Names {
    member:
    String
}

@length(min: 1
string Name

strin Word

string Good

operation Get {
    inputs: City
}

service Weather
    version: "1"
}

enum Direction { NORTH = 1 SOUTH = 2 }

union Either {
    a: String
    b: Good
}
