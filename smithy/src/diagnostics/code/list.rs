//! The rules of models. The names of Smithy's validators are those of their events, which the metadata of models suppress
//! (Smithy 2.0, "Model validation").

use super::{Code, Rule, Severity};

/// Declares the codes of this crate: what each reports, its name, its event id in Smithy, and what to do about it.
macro_rules! codes {
    ($(
        $(#[doc = $doc:literal])+
        $code:ident = $severity:ident $name:literal, smithy: $smithy:expr, fix: $fix:literal;
    )+) => {
        impl Code {
            $($(#[doc = $doc])+ pub const $code: Self = Self::new(&Rule {
                name: $name,
                severity: Severity::$severity,
                smithy_id: $smithy,
                meaning: concat!($($doc),+),
                fix: $fix,
            });)+

            /// The codes of this crate's findings, in the order of their names.
            pub const ALL: &[Self] = &[$(Self::$code),+];
        }
    };
}

codes! {
    /// Traits are applied to a shape that does not exist, or to one of the prelude.
    APPLY_TARGET = Error "apply-target", smithy: Some("Model"), fix: "name a shape of the model";
    /// The file is not JSON.
    BROKEN_JSON = Error "broken-json", smithy: Some("Model"), fix: "mend it at the marked place";
    /// A member is bound to a header that may be the one of a checksum, `x-amz-checksum-…`.
    CHECKSUM_HEADER = Warning "checksum-header", smithy: Some("HttpChecksumTrait.HttpHeader"),
        fix: "bind it to another header, unless it supplies a checksum";
    /// A member is bound to a prefix that takes in the headers of checksums.
    CHECKSUM_PREFIX = Warning "checksum-prefix", smithy: Some("HttpChecksumTrait.HttpPrefixHeaders"),
        fix: "choose another prefix";
    /// A trait or a key of the metadata has two values that contradict each other.
    CONFLICTING_VALUES = Error "conflicting-values", smithy: Some("Model"), fix: "remove one of them";
    /// A default does not fit the type, or a member does not repeat the default of its target.
    DEFAULT = Error "default", smithy: Some("DefaultTrait"),
        fix: "give the member a default of the type, or the one of its target";
    /// A default breaks a constraint of its own member.
    DEFAULT_BREAKS_CONSTRAINT = Warning "default-breaks-constraint", smithy: Some("DefaultTrait"),
        fix: "change the default or the constraint";
    /// An object has the same key twice.
    DUPLICATE_KEY = Error "duplicate-key", smithy: Some("Model"), fix: "keep one of them";
    /// A shape is defined twice, and differently.
    DUPLICATE_SHAPE = Error "duplicate-shape", smithy: Some("Model"), fix: "remove or rename one of the two";
    /// An enum or intEnum has no members.
    EMPTY_ENUM = Error "empty-enum", smithy: Some("Model"),
        fix: "give it a member, or make it a string or an integer";
    /// A union has no members.
    EMPTY_UNION = Error "empty-union", smithy: Some("Union"), fix: "give it a member, or make it a structure";
    /// Some entries of an `@enum` have names, others have none.
    ENUM_NAMES = Warning "enum-names", smithy: Some("EnumTrait"), fix: "name all of them";
    /// Two entries of an `@enum` have the same value or the same name.
    ENUM_TRAIT = Error "enum-trait", smithy: Some("EnumTrait"), fix: "remove or rename one of them";
    /// A member of an enum has a value that does not fit, that another member has, or none where one is needed.
    ENUM_VALUE = Error "enum-value", smithy: Some("EnumShape"),
        fix: "give each member a value of its own with `@enumValue`";
    /// A member of an event has no place beside the payload.
    EVENT_PAYLOAD = Error "event-payload", smithy: Some("EventPayloadTrait"),
        fix: "apply `@eventHeader` to it";
    /// Two members have a trait that one member of a structure may have.
    EXCLUSIVE_MEMBER = Error "exclusive-member", smithy: Some("ExclusiveStructureMemberTrait"),
        fix: "remove it from one of them";
    /// The file is a model of another format.
    FOREIGN_FORMAT = Error "foreign-format", smithy: None, fix: "convert it to Smithy's JSON AST";
    /// A label of `@endpoint` has no member with `@hostLabel`.
    HOST_LABEL = Error "host-label", smithy: Some("HostLabelTrait"),
        fix: "apply `@hostLabel` to the member of that name";
    /// `@httpChecksum` lacks what it needs, or names what does not fit.
    HTTP_CHECKSUM = Error "http-checksum", smithy: Some("HttpChecksumTrait"), fix: "follow the hint";
    /// Two operations have the same route.
    HTTP_CONFLICT = Error "http-conflict", smithy: Some("HttpUriConflict"),
        fix: "change the method, the URI or the host of one of them";
    /// Two members are bound to the same header, or the name of a header is not valid.
    HTTP_HEADER = Error "http-header", smithy: Some("HttpHeaderTrait"),
        fix: "give each member a header of its own";
    /// The labels of a URI and the members with `@httpLabel` are not the same.
    HTTP_LABEL = Error "http-label", smithy: Some("HttpLabelTrait"),
        fix: "bind a member of the same name to each label";
    /// The method of `@http` does not exist.
    HTTP_METHOD = Error "http-method", smithy: Some("HttpMethodSemantics"),
        fix: "use a registered method, in upper case";
    /// An operation of a service that binds to HTTP has no `@http`.
    HTTP_MISSING = Error "http-missing", smithy: Some("HttpBindingsMissing"),
        fix: "apply `@http` with a method and a URI";
    /// A member has no place in the message, because another is its whole body.
    HTTP_PAYLOAD = Error "http-payload", smithy: Some("HttpPayload"),
        fix: "bind it to a header, a label or the query";
    /// A prefix of headers is not valid.
    HTTP_PREFIX_HEADERS = Error "http-prefix-headers", smithy: Some("HttpPrefixHeadersTrait"),
        fix: "use letters, digits and dashes";
    /// Two members are bound to the same query parameter.
    HTTP_QUERY = Error "http-query", smithy: Some("HttpQueryTrait"),
        fix: "give each member a parameter of its own";
    /// `@idempotent` has two lists of errors, or names an error that the operation does not have.
    IDEMPOTENT = Error "idempotent", smithy: Some("IdempotentTrait"),
        fix: "keep one list, of errors of the operation";
    /// A part of the model is missing or is not of the type that the JSON AST asks for.
    ILL_FORMED = Error "ill-formed", smithy: Some("Model"), fix: "follow the label";
    /// Two members have the same name in JSON.
    JSON_NAME = Error "json-name", smithy: Some("JsonName"), fix: "change one `@jsonName`";
    /// A length has no bounds, or no value can be in them.
    LENGTH = Error "length", smithy: Some("LengthTrait"),
        fix: "give `min` or `max`, and `min` not above `max`";
    /// Two members differ only in case.
    MEMBER_CASE = Warning "member-case", smithy: Some("ShapeIdConflict"), fix: "rename one of them";
    /// The name of a member is not valid.
    MEMBER_NAME = Error "member-name", smithy: Some("Model"),
        fix: "use letters, digits and `_`, and no digit first";
    /// A shape that is referred to does not exist.
    MISSING_TARGET = Error "missing-target", smithy: Some("Target"), fix: "correct the id, or add the shape";
    /// A mixin is not one, is named twice, is of another type, or its member conflicts.
    MIXIN = Error "mixin", smithy: Some("Model"), fix: "follow the message";
    /// A mixin is a mixin of itself.
    MIXIN_CYCLE = Error "mixin-cycle", smithy: Some("Model"), fix: "remove one of the mixins on the way";
    /// There is no service, or a shape is none that should be.
    NO_SERVICE = Error "no-service", smithy: None, fix: "add a service, with the trait of its protocol";
    /// A default that Smithy accepts although no value is written like that.
    ODD_DEFAULT = Warning "odd-default", smithy: None,
        fix: "write the default as values of the type are written";
    /// A range has no bounds, a bound that the type cannot have, or no value in it.
    RANGE = Error "range", smithy: Some("RangeTrait"),
        fix: "give bounds of the type, and `min` not above `max`";
    /// A bound of a range is beyond what the type can hold.
    RANGE_BEYOND_TYPE = Warning "range-beyond-type", smithy: None, fix: "remove the bound";
    /// A service gives a shape a name that is not valid.
    RENAME = Error "rename", smithy: Some("Service"), fix: "use letters, digits and `_`, and no digit first";
    /// `@requestCompression` names an encoding that does not exist, or the input cannot be compressed.
    REQUEST_COMPRESSION = Error "request-compression", smithy: Some("RequestCompressionTrait"),
        fix: "use `gzip`, or remove the trait";
    /// Two shapes of a service have names that differ only in case.
    SHAPE_CASE = Warning "shape-case", smithy: Some("Service"),
        fix: "give one of them another name with `rename`";
    /// A shape id is not valid, or names a member where a shape is meant.
    SHAPE_ID = Error "shape-id", smithy: Some("Model"), fix: "write it like `com.example#Name`";
    /// Two shapes of a service have the same name.
    SHAPE_NAME = Error "shape-name", smithy: Some("Service"),
        fix: "give one of them another name with `rename`";
    /// A shape contains itself in a way that no value can follow.
    SHAPE_RECURSION = Error "shape-recursion", smithy: Some("ShapeRecursion"),
        fix: "make a member on the circle optional, or put a structure or union in between";
    /// A stream is not bound to the payload.
    STREAM_NOT_PAYLOAD = Warning "stream-not-payload", smithy: Some("StreamingTrait"),
        fix: "apply `@httpPayload` to it";
    /// A streaming blob is neither required nor has a default.
    STREAM_WITHOUT_DEFAULT = Warning "stream-without-default", smithy: None,
        fix: "apply `@required`, or `@default` with `\"\"`";
    /// A stream or an event is where none can be, or is of a type that none can have.
    STREAMING = Error "streaming", smithy: Some("StreamingTrait"),
        fix: "make it a member of an input or output; make each event a structure";
    /// Something is larger or deeper than this tool can handle.
    TOO_LARGE = Error "too-large", smithy: None, fix: "make it smaller, as the message says";
    /// A member has two bindings to HTTP.
    TRAIT_CONFLICT = Error "trait-conflict", smithy: Some("TraitConflict"), fix: "remove one of them";
    /// A trait is applied to a shape that may not have it.
    TRAIT_TARGET = Error "trait-target", smithy: Some("TraitTarget"),
        fix: "move it to a shape that may have it";
    /// The value of a trait does not fit its definition.
    TRAIT_VALUE = Error "trait-value", smithy: Some("TraitValue"), fix: "follow the label";
    /// A member is bound to a header that belongs to the transport.
    TRANSPORT_HEADER = Warning "transport-header", smithy: Some("HttpHeaderTrait"),
        fix: "choose another header";
    /// An object has a key that Smithy does not define.
    UNKNOWN_KEY = Warning "unknown-key", smithy: Some("Model"), fix: "correct or remove it";
    /// A trait is neither Smithy's nor defined in the model.
    UNKNOWN_TRAIT = Warning "unknown-trait", smithy: Some("Model.UnresolvedTrait"),
        fix: "correct it, or add its definition";
    /// The type of a shape does not exist.
    UNKNOWN_TYPE = Error "unknown-type", smithy: Some("Model"), fix: "use a type of Smithy";
    /// The file is empty or is not UTF-8.
    UNREADABLE_FILE = Error "unreadable-file", smithy: None, fix: "save it as UTF-8";
    /// A service renames a shape that it does not use.
    UNUSED_RENAME = Warning "unused-rename", smithy: Some("Service"), fix: "remove the entry";
    /// `minDelay` of a waiter is greater than its `maxDelay`.
    WAITER = Error "waiter", smithy: Some("WaitableTrait"), fix: "change one of them";
    /// A shape is referred to that is of another type than is expected there.
    WRONG_TARGET = Error "wrong-target", smithy: Some("Target"),
        fix: "refer to a shape of the type that the message names";
}
