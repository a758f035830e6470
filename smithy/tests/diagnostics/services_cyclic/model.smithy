$version: "2.0"

namespace example

resource Loop {
    resources: [Knot]
}

resource Knot {
    resources: [Loop, City]
}

resource City {
    resources: [City]
}

resource Street {
    resources: [Loop]
}
