//! The evaluators that compare two versions of a model.

events! {
    in Differences;

    /// A key of the metadata is new.
    ADDED_METADATA = Note "added-metadata" "AddedMetadata", fix: "nothing";
    /// An operation is new in a service or a resource.
    ADDED_OPERATION_BINDING = Note "added-operation-binding" "AddedOperationBinding", fix: "nothing";
    /// An operation has a new error.
    ADDED_OPERATION_ERROR = Warning "added-operation-error" "AddedOperationError",
        fix: "return it only for requests that are new in some way";
    /// A member is new and required, and has no default.
    ADDED_REQUIRED_MEMBER = Error "added-required-member" "AddedRequiredMember",
        fix: "make it optional, or give it a default";
    /// A resource is new in a service or a resource.
    ADDED_RESOURCE_BINDING = Note "added-resource-binding" "AddedResourceBinding", fix: "nothing";
    /// A service has a new error, which all of its operations can return.
    ADDED_SERVICE_ERROR = Warning "added-service-error" "AddedServiceError",
        fix: "return it only for requests that are new in some way";
    /// A shape or a member is new.
    ADDED_SHAPE = Note "added-shape" "AddedShape", fix: "nothing";
    /// The definition of a trait is new.
    ADDED_TRAIT_DEFINITION = Note "added-trait-definition" "AddedTraitDefinition", fix: "nothing";
    /// A default was added, removed or changed.
    CHANGED_DEFAULT = Error "changed-default" "ChangedDefault",
        fix: "keep defaults; apply `@addedDefault` to a member with a new one";
    /// An enum has a new value, lacks one, or has another name or place for one.
    CHANGED_ENUM_TRAIT = Error "changed-enum-trait" "ChangedEnumTrait", fix: "add values at the end, and keep the others";
    /// Fewer lengths are allowed.
    CHANGED_LENGTH_TRAIT = Error "changed-length-trait" "ChangedLengthTrait", fix: "allow what was allowed before";
    /// The members of a structure or a union have another order.
    CHANGED_MEMBER_ORDER = Danger "changed-member-order" "ChangedMemberOrder", fix: "add members at the end";
    /// A member targets another shape.
    CHANGED_MEMBER_TARGET = Error "changed-member-target" "ChangedMemberTarget",
        fix: "keep the target, or add another member";
    /// A key of the metadata has another value.
    CHANGED_METADATA = Warning "changed-metadata" "ChangedMetadata", fix: "nothing, unless a tool needs the old value";
    /// A member is optional in clients and was not, or the other way around.
    CHANGED_NULLABILITY = Error "changed-nullability" "ChangedNullability",
        fix: "keep `@required` and `@default`, or replace the first by the second";
    /// An operation has another input.
    CHANGED_OPERATION_INPUT = Error "changed-operation-input" "ChangedOperationInput",
        fix: "keep the input, and add optional members to it";
    /// An operation has another output.
    CHANGED_OPERATION_OUTPUT = Error "changed-operation-output" "ChangedOperationOutput",
        fix: "keep the output, and add members to it";
    /// Fewer numbers are allowed.
    CHANGED_RANGE_TRAIT = Error "changed-range-trait" "ChangedRangeTrait", fix: "allow what was allowed before";
    /// A resource has other identifiers.
    CHANGED_RESOURCE_IDENTIFIERS = Error "changed-resource-identifiers" "ChangedResourceIdentifiers",
        fix: "add another resource instead";
    /// A shape is of another type.
    CHANGED_SHAPE_TYPE = Error "changed-shape-type" "ChangedShapeType",
        fix: "add a shape of another name for the new type";
    /// A rule for endpoints prefers another version of AWS's signatures.
    ENDPOINT_SIGV4_MIGRATION = Danger "endpoint-sigv4-migration" "EndpointSigV4Migration",
        fix: "list the new scheme after the old one";
    /// A trait was added, removed or changed.
    MODIFIED_TRAIT = Note "modified-trait" "ModifiedTrait",
        fix: "check what the trait means to those who use the model";
    /// A key of the metadata is gone.
    REMOVED_METADATA = Warning "removed-metadata" "RemovedMetadata", fix: "nothing, unless a tool needs it";
    /// An operation was removed from a service or a resource.
    REMOVED_OPERATION_BINDING = Error "removed-operation-binding" "RemovedOperationBinding",
        fix: "keep it, and mark it with `@deprecated`";
    /// An operation does not have an error any more.
    REMOVED_OPERATION_ERROR = Warning "removed-operation-error" "RemovedOperationError",
        fix: "keep it while clients may handle it";
    /// A resource was removed from a service or a resource.
    REMOVED_RESOURCE_BINDING = Error "removed-resource-binding" "RemovedResourceBinding",
        fix: "keep it, and mark it with `@deprecated`";
    /// A service does not have an error any more.
    REMOVED_SERVICE_ERROR = Warning "removed-service-error" "RemovedServiceError",
        fix: "keep it while clients may handle it";
    /// A shape or a member was removed.
    REMOVED_SHAPE = Error "removed-shape" "RemovedShape", fix: "keep it, and mark it with `@deprecated`";
    /// The definition of a trait was removed.
    REMOVED_TRAIT_DEFINITION = Error "removed-trait-definition" "RemovedTraitDefinition",
        fix: "keep it, and mark it with `@deprecated`";
    /// A service gives a shape another name.
    SERVICE_RENAME = Error "service-rename" "ServiceRename", fix: "keep the name";
    /// A service or an operation prefers another version of AWS's signatures.
    SIGV4_MIGRATION = Danger "sigv4-migration" "SigV4Migration", fix: "list the new scheme after the old one";
    /// A trait was changed in a way that breaks something, as its definition says.
    TRAIT_BREAKING_CHANGE = Error "trait-breaking-change" "TraitBreakingChange",
        fix: "keep the trait, as the message of the rule says";
}
