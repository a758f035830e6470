// Conditions on values.
$version: "2.0"

namespace smithy.contracts

/// Limits values to those for which each expression is true.
@trait(selector: ":not(:test(service, operation, resource))")
map conditions {
    key: ConditionName
    value: Condition
}

@pattern("^[A-Z]+[A-Za-z0-9]*$")
string ConditionName

structure Condition {
    @required
    expression: String

    @required
    documentation: String
}
