//! Validators of traits: their definitions and their use.

events! {
    in Traits;

    /// A member, a shape or a mixin refers to a shape that is deprecated.
    DEPRECATED_SHAPE = Warning "deprecated-shape" "DeprecatedShape", fix: "refer to what replaces it";
    /// A trait is applied that is deprecated.
    DEPRECATED_TRAIT = Warning "deprecated-trait" "DeprecatedTrait", fix: "apply what replaces it";
    /// A token is in a structure that is used other than as an input, where it has no effect.
    IDEMPOTENCY_TOKEN_IGNORED = Warning "idempotency-token-ignored" "IdempotencyTokenIgnored",
        fix: "apply `@idempotencyToken` to a member of the input of an operation";
    /// A part of Smithy is used that later versions do not have.
    MODEL_DEPRECATION = Warning "model-deprecation" "ModelDeprecation", fix: "use what replaces it";
    /// A service has documents, and a protocol that does not support them.
    NO_INLINE_DOCUMENT_SUPPORT = Error "no-inline-document-support" "NoInlineDocumentSupport",
        fix: "replace the documents, or remove the protocol";
    /// A private shape is used in another namespace.
    PRIVATE_ACCESS = Error "private-access" "PrivateAccess",
        fix: "refer to a shape that is not private, or remove `@private`";
    /// A path of `breakingChanges` does not fit the shape of the trait.
    TRAIT_BREAKING_CHANGES = Error "trait-breaking-changes" "TraitBreakingChanges",
        fix: "write a JSON pointer of names of members";
    /// A selector in the definition of a trait is not valid.
    TRAIT_SELECTOR = Error "trait-selector" "Model", fix: "correct the selector";
    /// A shape does not suit a trait of a shape that refers to it, as a validator of the trait says; the event id is that
    /// of the validator.
    TRAIT_VALIDATOR = Error "trait-validator" "TraitValidator", fix: "change the shape, or remove the trait";
    /// An event id of `@traitValidators` is not valid.
    TRAIT_VALIDATORS = Error "trait-validators" "TraitValidators",
        fix: "write identifiers with dots between them";
    /// A trait is applied whose definition may change.
    UNSTABLE_TRAIT = Warning "unstable-trait" "UnstableTrait",
        fix: "suppress the warning if you accept that the trait may change";
}
