//! Validators of protocol tests and smoke tests.

events! {
    in Tests;

    /// A test of requests has parameters that are not values of the input, or a body without the syntax of its type.
    REQUEST_TESTS = Error "request-tests" "HttpRequestTestsInput",
        fix: "write values of the type that the message names";
    /// A test of responses has parameters that are not values of the output, or a body without the syntax of its type.
    RESPONSE_TESTS = Error "response-tests" "HttpResponseTestsOutput",
        fix: "write values of the type that the message names";
    /// A test of an error has parameters that are not values of the error, or a body without the syntax of its type.
    ERROR_TESTS = Error "error-tests" "HttpResponseTestsError",
        fix: "write values of the type that the message names";
    /// The parameters of a test of malformed requests have different numbers of values.
    MALFORMED_REQUEST_TESTS = Error "malformed-request-tests" "HttpMalformedRequestTests",
        fix: "give all parameters the same number of values";
    /// A test of an event stream has values of other types than its shapes, or a body without the syntax of its type.
    EVENT_STREAM_TESTS = Error "event-stream-tests" "EventStreamTestsTrait",
        fix: "write values of the type that the message names";
    /// Two tests of the same kind have the same id.
    TEST_ID = Error "test-id" "UniqueProtocolTestCaseId", fix: "change one of the ids";
    /// A smoke test has parameters that are not values of the input.
    SMOKE_TESTS = Error "smoke-tests" "SmokeTestCase", fix: "write values of the type that the message names";
    /// Two smoke tests of a service have the same id.
    SMOKE_TEST_ID = Error "smoke-test-id" "UniqueSmokeTestCaseId", fix: "change one of the ids";
}
