$version: "2.0"

namespace example.tasks

use aws.protocols#restJson1

/// A list of things to do.
@restJson1
service Tasks {
    version: "2026-01-01"
    operations: [
        AddTask
        ListTasks
    ]
}

/// Adds a task to the end of the list.
@http(method: "POST", uri: "/tasks", code: 201)
operation AddTask {
    input := {
        @required
        title: Title
    }

    output := {
        @required
        number: Integer
    }
}

/// Lists all tasks, the oldest first.
@readonly
@http(method: "GET", uri: "/tasks")
operation ListTasks {
    output := {
        @required
        titles: TitleList
    }
}

@length(min: 1, max: 80)
string Title

list TitleList {
    member: Title
}
