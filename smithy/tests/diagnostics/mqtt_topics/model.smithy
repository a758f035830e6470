$version: "2.0"

namespace example

use smithy.mqtt#publish
use smithy.mqtt#topicLabel

@publish("things/{id}/{missing}")
operation One {
    input := {
        @required
        @topicLabel
        id: String

        @required
        @topicLabel
        other: String
    }
}

@publish("things/{a}/{b}")
operation Two {
    input := {
        @required
        @topicLabel
        a: String

        @required
        @topicLabel
        b: String
    }
}

@publish("things/x{a}")
operation Three {
    input := {}
}
