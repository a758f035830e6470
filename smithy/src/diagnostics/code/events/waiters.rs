//! Validators of waiters and conditions, which have JMESPath expressions.

events! {
    in Waiters;

    /// An expression of a waiter is not valid JMESPath, or cannot work for any value.
    WAITER_EXPRESSION = Error "waiter-expression" "WaitableTrait", fix: "correct the part that the message names";
    /// An expression of a waiter names what its operation does not have, or is unlikely to work.
    WAITER_EXPRESSION_PROBLEM = Danger "waiter-expression-problem" "WaitableTraitJmespathProblem",
        fix: "name members of the input or output as the model does";
    /// The result of a waiter's expression has another type than its comparator takes.
    WAITER_RESULT = Danger "waiter-result" "WaitableTraitJmespathProblem.ReturnTypeMismatch",
        fix: "change the expression or the comparator";
    /// A waiter with the comparator `booleanEquals` expects neither `true` nor `false`.
    WAITER_EXPECTED = Error "waiter-expected" "WaitableTrait", fix: "expect `true` or `false`";
    /// A waiter never succeeds.
    WAITER_WITHOUT_SUCCESS = Error "waiter-without-success" "WaitableTrait",
        fix: "add an acceptor with the state `success`";
    /// The message of an acceptor is not text, or the acceptor does not end in failure.
    WAITER_MESSAGE = Error "waiter-message" "WaitableTrait",
        fix: "select a string or an array of strings, and fail";
    /// A waiter waits for an error that the operation does not have.
    WAITER_ERROR_TYPE = Warning "waiter-error-type" "WaitableTraitInvalidErrorType",
        fix: "name an error of the operation";
    /// Two operations of a service have waiters of the same name.
    WAITER_NAME = Error "waiter-name" "UniqueWaiterNames", fix: "rename one of them";
    /// The expression of a condition is not valid JMESPath, or cannot work for any value.
    CONDITION_EXPRESSION = Error "condition-expression" "ConditionsTrait",
        fix: "correct the part that the message names";
    /// The expression of a condition names what its shape does not have, or is unlikely to work.
    CONDITION_PROBLEM = Danger "condition-problem" "ConditionsTrait.JmespathProblem",
        fix: "name members of the shape as the model does";
    /// The result of a condition is not a boolean.
    CONDITION_RESULT = Danger "condition-result" "ConditionsTrait", fix: "compare the result with something";
}
