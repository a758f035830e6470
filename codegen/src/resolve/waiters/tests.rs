//! What is wrong with waiters, and what becomes of them.

use super::super::tests::faults;

/// The faults of a waiter with this path, on an operation with lists, maps and structures.
fn found(path: &str) -> Vec<String> {
    let path = serde_json::Value::from(path);
    faults(
        &format!(
            r##""t#S": {{ "type": "service", "version": "1", "operations": [{{ "target": "t#Get" }}],
                "traits": {{ "aws.protocols#restJson1": {{}} }} }},
            "t#Get": {{ "type": "operation", "input": {{ "target": "t#In" }}, "output": {{ "target": "t#Out" }}, "traits": {{
                "smithy.api#http": {{ "method": "POST", "uri": "/" }},
                "smithy.waiters#waitable": {{ "Done": {{ "acceptors": [{{ "state": "success", "matcher": {{
                    "inputOutput": {{ "path": {path}, "comparator": "stringEquals", "expected": "x" }} }} }}] }} }} }} }},
            "t#In": {{ "type": "structure", "members": {{ "id": {{ "target": "smithy.api#String" }} }} }},
            "t#Out": {{ "type": "structure", "members": {{ "job": {{ "target": "t#Job" }},
                "jobs": {{ "target": "t#Jobs" }}, "byName": {{ "target": "t#ByName" }} }} }},
            "t#Job": {{ "type": "structure", "members": {{ "state": {{ "target": "smithy.api#String" }},
                "parts": {{ "target": "t#Jobs" }}, "open": {{ "target": "smithy.api#Document" }} }} }},
            "t#Jobs": {{ "type": "list", "member": {{ "target": "t#Job" }} }},
            "t#ByName": {{ "type": "map", "key": {{ "target": "smithy.api#String" }}, "value": {{ "target": "t#Job" }} }}"##
        ),
        "",
    )
}

#[test]
fn paths_are_followed_through_shapes() {
    for path in [
        "output.job.state",
        "output.jobs[].state",
        "output.jobs[*].parts[].state",
        "output.jobs[].parts[].parts[].state",
        "output.byName.anything.state",
        "output.byName.*.state",
        "output.jobs[0].whatever",
        "output.job.open.whatever",
        "length(output.jobs[?state == 'x']) > `0` && input.id == output.job.state",
        "sort_by(output.jobs, &state)[0]",
    ] {
        assert_eq!(found(path), [""; 0], "{path}");
    }
}

#[test]
fn names_that_lead_nowhere_are_reported() {
    for (path, shape, name) in [
        ("output.jib.state", "`t#Out`", "jib"),
        ("output.jobs[].stat", "`t#Job`", "stat"),
        ("output.jobs[*].parts[].stat", "`t#Job`", "stat"),
        ("output.byName.anything.stat", "`t#Job`", "stat"),
        ("length(output.jobs[?stat == 'x']) > `0`", "`t#Job`", "stat"),
        ("!(output.job.stat == 'x')", "`t#Job`", "stat"),
        ("answer.job", "an object of `input` and `output`", "answer"),
    ] {
        let expected = format!("the waiter's path matches nothing: {shape} has no member `{name}`");
        assert_eq!(found(path), [expected], "{path}");
    }
}

#[test]
fn a_waiter_with_a_broken_path_is_ignored() {
    let expected = [
        "the path is not a valid JMESPath expression",
        "the waiter `Done` is ignored, because a path of it is not valid",
    ];
    assert_eq!(found("output.["), expected);
}
