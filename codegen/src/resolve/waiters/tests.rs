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
fn a_waiter_with_a_broken_path_is_ignored() {
    let expected = [
        "the path is not a valid JMESPath expression",
        "the waiter `Done` is ignored, because a path of it is not valid",
    ];
    assert_eq!(found("output.["), expected);
}
