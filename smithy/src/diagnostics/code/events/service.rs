//! Validators of services, resources and operations.

events! {
    in Services;

    /// The trait `auth` names a scheme that the service does not have.
    AUTH_TRAIT = Error "auth-trait" "AuthTrait", fix: "name only traits of the service that define an authentication scheme";
    /// A string member looks like the identifier of a resource, but no `@references` names that resource.
    MEMBER_SHOULD_REFERENCE_RESOURCE = Warning "member-should-reference-resource" "MemberShouldReferenceResource",
        fix: "apply `@references` to the structure or the member";
    /// The name of a shape implies that it is the input or output of an operation that has another one.
    OPERATION_NAME_AMBIGUITY = Warning "operation-name-ambiguity" "OperationNameAmbiguity", fix: "rename the shape";
    /// A structure marked with `@input` or `@output` is used as something else, or by several operations.
    OPERATION_END_MISUSE = Error "operation-end-misuse" "OperationInputOutputMisuse",
        fix: "give each operation an input and an output of its own";
    /// The name of a structure marked with `@input` or `@output` does not begin with that of its operation.
    OPERATION_END_NAME = Warning "operation-end-name" "OperationInputOutputName",
        fix: "name it after the operation, such as `GetCityInput`";
    /// The members that `@paginated` names do not exist, or are not what it needs.
    PAGINATED = Error "paginated" "PaginatedTrait",
        fix: "name an optional string for each token, a list or map for the items, and an integer for the page size";
    /// A member that `@paginated` names should be optional.
    PAGINATED_REQUIRED = Warning "paginated-required" "PaginatedTrait.ShouldNotBeRequired",
        fix: "remove `@required` from the member";
    /// A member that `@paginated` names has a type that is allowed, but not recommended.
    PAGINATED_TYPE = Danger "paginated-type" "PaginatedTrait.WrongShapeType",
        fix: "use a string for tokens, and an integer for the page size";
    /// `@paginated` names a member that is nested deeply.
    PAGINATED_PATH = Warning "paginated-path" "PaginatedTrait.DeeplyNested", fix: "move the member closer to the output";
    /// `@references` names something that is not a resource, or does not provide the identifiers of the resource.
    REFERENCES = Error "references" "ReferencesTrait",
        fix: "name a resource, and for each of its identifiers a member that is a string";
    /// A resource contains itself.
    RESOURCE_CYCLE = Error "resource-cycle" "ResourceCycle", fix: "remove one of the resources from `resources` of another";
    /// A resource lacks an identifier of its parent, or has one with another target, or uses its name for a property.
    RESOURCE_IDENTIFIER = Error "resource-identifier" "ResourceIdentifier",
        fix: "repeat the identifiers of the parent, and give properties other names";
    /// An operation does not bind the identifiers that its place in a resource needs.
    RESOURCE_IDENTIFIER_BINDING = Error "resource-identifier-binding" "ResourceIdentifierBinding",
        fix: "add required members for the identifiers to the input, or bind the operation elsewhere";
    /// A lifecycle operation lacks the trait `readonly` or `idempotent`, or has one that it must not have.
    RESOURCE_LIFECYCLE = Error "resource-lifecycle" "ResourceLifecycle",
        fix: "apply `@readonly` to `read` and `list`, `@idempotent` to `put` and `delete`";
    /// A property of a resource is not used, or a member of an operation is not a property of its resource.
    RESOURCE_PROPERTY = Error "resource-property" "ResourceOperationInputOutput",
        fix: "declare the property on the resource, or apply `@notProperty` or `@resourceIdentifier` to the member";
    /// A service has several authentication schemes, but does not say in which order clients prefer them.
    SERVICE_AUTH = Warning "service-auth" "ServiceAuthDefinitions", fix: "apply `@auth` to the service";
    /// An operation is bound to a service although its input identifies a resource.
    SERVICE_BOUND_OPERATION = Warning "service-bound-operation" "ServiceBoundResourceOperation",
        fix: "bind it to the resource";
    /// An operation is bound twice within a service.
    SINGLE_OPERATION_BINDING = Error "single-operation-binding" "SingleOperationBinding",
        fix: "bind it to one service or resource";
    /// A resource is bound twice within a service.
    SINGLE_RESOURCE_BINDING = Error "single-resource-binding" "SingleResourceBinding",
        fix: "bind it to one service or resource";
}
