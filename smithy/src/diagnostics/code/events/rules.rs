//! Validators of the rules by which clients choose endpoints.

events! {
    in Endpoints;

    /// A parameter of endpoint rules does not match what the service, its operations or its tests bind to it.
    RULES_PARAMETER = Error "rules-parameter" "RuleSetParameter",
        fix: "give the parameter one name and one type in the rules, the traits and the tests";
    /// A parameter of endpoint rules has no documentation.
    RULES_DOCUMENTATION = Warning "rules-documentation" "RuleSetParamMissingDocs", fix: "add `documentation` to the parameter";
    /// Endpoint rules or their tests use a built-in value that does not exist.
    RULES_BUILT_IN = Error "rules-built-in" "RuleSetBuiltIn", fix: "use one of the built-in values that exist";
    /// Endpoint rules use a built-in value that not every client has.
    RULES_AWS_BUILT_IN = Danger "rules-aws-built-in" "RuleSetAwsBuiltIn",
        fix: "make sure that the rules work without the value, and suppress the event";
    /// The authentication schemes of an endpoint are not what they must be.
    RULES_AUTH_SCHEMES = Error "rules-auth-schemes" "RuleSetAuthSchemes",
        fix: "list objects with a unique `name` and the properties of that scheme";
    /// The URL of an endpoint has another scheme than HTTP and HTTPS.
    RULES_URI = Error "rules-uri" "RuleSetUri", fix: "begin the URL with `https://`";
    /// Endpoint rules do not yield what their test expects.
    RULES_TEST = Error "rules-test" "RuleSetTestCase", fix: "correct the rules or the test";
    /// Endpoint rules use what their version of the rules engine does not have.
    RULES_VERSION = Error "rules-version" "RulesEngineVersion", fix: "raise the `version` of the rules";
    /// A test of endpoint rules calls an operation in a way that is not possible or does not fit the test.
    ENDPOINT_TESTS = Error "endpoint-tests" "EndpointTestsTrait",
        fix: "name an operation of the service, with valid input and the built-in values of the test";
    /// The diagram of endpoint rules refers to what does not exist.
    ENDPOINT_DIAGRAM = Error "endpoint-diagram" "EndpointBddTrait", fix: "generate the diagram anew";
    /// `@staticContextParams` binds a value that no parameter can have.
    STATIC_CONTEXT_PARAMS = Error "static-context-params" "StaticContextParamsTrait",
        fix: "use a string, a boolean or an array of strings";
    /// `@operationContextParams` binds a path that is not valid, or not found in the input.
    OPERATION_CONTEXT_PARAMS = Error "operation-context-params" "OperationContextParamsTrait",
        fix: "use names, wildcards, `[]`, lists and `keys()` to choose from the input";
    /// The endpoint pattern of a special case is not valid.
    SPECIAL_CASE_ENDPOINT = Danger "special-case-endpoint" "AwsSpecialCaseEndpoint",
        fix: "write a URL with `{service}`, `{region}`, `{dnsSuffix}` and `{dualStackDnsSuffix}` only";
}
