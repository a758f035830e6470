//! The rules of models. The names of Smithy's validators are those of their events, which the metadata of models suppress
//! (Smithy 2.0, "Model validation").

use super::{Area, Code, Rule, Severity};

/// Declares the codes of an area: what each reports, its name, its event id in Smithy, what to do about it, and, in a file, an example.
macro_rules! codes {
    ($list:ident in $area:ident;
    $(
        $(#[doc = $doc:literal])+
        $code:ident = $severity:ident $name:literal, smithy: $smithy:expr, fix: $fix:literal;
    )+) => {
        impl Code {
            $($(#[doc = $doc])+ pub const $code: Self = Self::new(&Rule {
                name: $name,
                area: Area::$area,
                severity: Severity::$severity,
                smithy_id: $smithy,
                meaning: concat!($($doc),+),
                fix: $fix,
                example: include_str!(concat!("examples/", $name, ".md")),
            });)+
        }

        const $list: &[Code] = &[$(Code::$code),+];
    };
}

/// The lists, one for each area.
pub(super) const LISTS: &[&[Code]] = &[FILES, SHAPES, TRAITS, SERVICES, HTTP, WAITERS, AWS];

codes! {
    FILES in Files;

    /// Traits are applied to a shape that does not exist, or to one of the prelude.
    APPLY_TARGET = Error "apply-target", smithy: Some("Model"), fix: "correct the id, or remove the `apply` statement";
    /// The file is not valid Smithy IDL.
    BROKEN_IDL = Error "broken-idl", smithy: Some("Model"), fix: "correct the syntax at the marked place";
    /// The file is not valid JSON.
    BROKEN_JSON = Error "broken-json", smithy: Some("Model"), fix: "correct the syntax at the marked place";
    /// A trait or a key of the metadata has two different values.
    CONFLICTING_VALUES = Error "conflicting-values", smithy: Some("Model"), fix: "keep one of them";
    /// An IDL file has a control statement that Smithy does not define.
    CONTROL_STATEMENT = Warning "control-statement", smithy: Some("Model"), fix: "correct or remove it";
    /// A documentation comment does not belong to a shape or member.
    DOCUMENTATION_COMMENT = Warning "documentation-comment", smithy: Some("Model.BadDocumentationComment"),
        fix: "put it directly before a shape or member and before its traits, or begin it with `//`";
    /// An object has the same key twice.
    DUPLICATE_KEY = Error "duplicate-key", smithy: Some("Model"), fix: "keep one of them";
    /// A shape has two different definitions.
    DUPLICATE_SHAPE = Error "duplicate-shape", smithy: Some("Model"), fix: "remove or rename one of the two";
    /// A member leaves out its target, and there is none to inherit.
    ELISION = Error "elision", smithy: Some("Model"), fix: "name the target of the member";
    /// The file is a model of another format.
    FOREIGN_FORMAT = Error "foreign-format", smithy: None, fix: "convert it to Smithy's IDL or JSON AST";
    /// The file uses what its version of Smithy does not have.
    IDL_VERSION = Error "idl-version", smithy: Some("Model"), fix: "declare the other version, or write it differently";
    /// A part of the model is missing or has the wrong JSON type.
    ILL_FORMED = Error "ill-formed", smithy: Some("Model"),
        fix: "add the key, or write a value of the type that the message names";
    /// A name is imported that another import or a shape of the file has.
    IMPORT_CONFLICT = Error "import-conflict", smithy: Some("Model"),
        fix: "remove the `use` statement and write the absolute ID, or rename the shape";
    /// The name of a member is not valid.
    MEMBER_NAME = Error "member-name", smithy: Some("Model"),
        fix: "use letters, digits and `_`, and no digit first";
    /// A shape is defined twice in the same way.
    REPEATED_SHAPE = Note "repeated-shape", smithy: Some("Model.IgnoredDuplicateDefinition"), fix: "remove one of them";
    /// A shape id is not valid, or names a member where a shape is meant.
    SHAPE_ID = Error "shape-id", smithy: Some("Model"), fix: "write it like `com.example#Name`";
    /// A word without quotes stands for a shape that does not exist.
    SYNTACTIC_SHAPE_ID = Danger "syntactic-shape-id", smithy: Some("SyntacticShapeIdTarget"),
        fix: "put quotes around it if it is a string, or correct the ID";
    /// A file, a URI, or nested lists and maps exceed a limit of this tool.
    TOO_LARGE = Error "too-large", smithy: None, fix: "stay below the limit that the message names";
    /// A `use` statement names a shape that does not exist.
    UNDEFINED_IMPORT = Warning "undefined-import", smithy: Some("Model"),
        fix: "correct the ID, or load the file that defines it too";
    /// An object has a key that Smithy does not define.
    UNKNOWN_KEY = Warning "unknown-key", smithy: Some("Model"), fix: "correct or remove it";
    /// The type of a shape does not exist.
    UNKNOWN_TYPE = Error "unknown-type", smithy: Some("Model"), fix: "use one of Smithy's types";
    /// The file is empty or is not UTF-8.
    UNREADABLE_FILE = Error "unreadable-file", smithy: None, fix: "save it as UTF-8";
}

codes! {
    SHAPES in Shapes;

    /// A default is not a value of the type, or a member does not repeat the default of its target.
    DEFAULT = Error "default", smithy: Some("DefaultTrait"),
        fix: "write a value of the type; on a member, repeat the default of its target or write `null`";
    /// An enum or intEnum has no members.
    EMPTY_ENUM = Error "empty-enum", smithy: Some("Model"),
        fix: "give it a member, or make it a string or an integer";
    /// A union has no members.
    EMPTY_UNION = Error "empty-union", smithy: Some("Union"), fix: "give it a member, or make it a structure";
    /// Two entries of an `@enum` have the same value or the same name, or only some have a name.
    ENUM_TRAIT = Error "enum-trait", smithy: Some("EnumTrait"), fix: "remove or rename one of them";
    /// A member of an enum has no value, a value of the wrong type, or the value of another member.
    ENUM_VALUE = Error "enum-value", smithy: Some("EnumShape"),
        fix: "give each member a value of its own with `@enumValue`";
    /// A length has no bounds, or a minimum greater than its maximum.
    LENGTH = Error "length", smithy: Some("LengthTrait"),
        fix: "give `min`, `max` or both, `min` not greater than `max`";
    /// A shape that is referred to does not exist.
    MISSING_TARGET = Error "missing-target", smithy: Some("Target"), fix: "correct the id, or add the shape";
    /// A mixin lacks `@mixin`, is listed twice, has another type than the shape, or has a member with another target.
    MIXIN = Error "mixin", smithy: Some("Model"),
        fix: "list each mixin once; apply `@mixin` to it; give it the type, and its members the targets, of the shape";
    /// A mixin is a mixin of itself.
    MIXIN_CYCLE = Error "mixin-cycle", smithy: Some("Model"), fix: "remove one of the mixins in the cycle";
    /// A default is a number beyond the range of its type.
    ODD_DEFAULT = Warning "odd-default", smithy: None, fix: "write a number within the range of the type";
    /// A range has no bounds, a bound with a fraction on a type of integers, or no value in it.
    RANGE = Error "range", smithy: Some("RangeTrait"),
        fix: "give bounds within the type, `min` not greater than `max`";
    /// A bound of a range is beyond the range of the type and has no effect.
    RANGE_BEYOND_TYPE = Warning "range-beyond-type", smithy: None, fix: "remove the bound, or target a larger type";
    /// A shape is a set, which version 2.0 of Smithy does not have.
    SET = Warning "set", smithy: Some("ModelDeprecation"), fix: "make it a list with the trait `@uniqueItems`";
    /// A shape contains itself through required members, or through lists and maps only, so that no finite value exists.
    SHAPE_RECURSION = Error "shape-recursion", smithy: Some("ShapeRecursion"),
        fix: "make a member in the cycle optional, or put a structure or union into it";
    /// A reference names a shape of the wrong type.
    WRONG_TARGET = Error "wrong-target", smithy: Some("Target"),
        fix: "refer to a shape of the type that the message names";
}

codes! {
    TRAITS in Traits;

    /// Two members of a structure have a trait that only one may have.
    EXCLUSIVE_MEMBER = Error "exclusive-member", smithy: Some("ExclusiveStructureMemberTrait"),
        fix: "remove it from one of them";
    /// A shape is applied as a trait without being one.
    NOT_A_TRAIT = Error "not-a-trait", smithy: Some("Model"), fix: "apply the trait `smithy.api#trait` to it";
    /// A member has two HTTP bindings.
    TRAIT_CONFLICT = Error "trait-conflict", smithy: Some("TraitConflict"), fix: "remove one of them";
    /// A trait is applied to a shape that may not have it.
    TRAIT_TARGET = Error "trait-target", smithy: Some("TraitTarget"),
        fix: "remove it, or move it to a shape that the help names";
    /// The value of a trait does not match its definition.
    TRAIT_VALUE = Error "trait-value", smithy: Some("TraitValue"),
        fix: "write a value of the type that the message names";
    /// A trait is neither Smithy's nor defined in the model.
    UNKNOWN_TRAIT = Warning "unknown-trait", smithy: Some("Model.UnresolvedTrait"),
        fix: "correct it, or add its definition";
}

codes! {
    SERVICES in Services;

    /// `@idempotent` has two lists of errors, or names an error that the operation does not have.
    IDEMPOTENT = Error "idempotent", smithy: Some("IdempotentTrait"),
        fix: "keep one list, and name only errors of the operation";
    /// The model has no service.
    NO_SERVICE = Error "no-service", smithy: None, fix: "add a service, with the trait of its protocol";
    /// A service gives a shape a name that is not valid.
    RENAME = Error "rename", smithy: Some("Service"), fix: "use letters, digits and `_`, and no digit first";
    /// The names of two shapes of a service differ only in case.
    SHAPE_CASE = Error "shape-case", smithy: Some("Service"),
        fix: "give one of them another name with `rename`";
    /// Two shapes of a service have the same name.
    SHAPE_NAME = Error "shape-name", smithy: Some("Service"),
        fix: "give one of them another name with `rename`";
    /// A service renames a shape that it does not use.
    UNUSED_RENAME = Error "unused-rename", smithy: Some("Service"), fix: "remove the entry";
}

codes! {
    HTTP in Http;

    /// A member of an event is not a header, although another member is the whole payload.
    EVENT_PAYLOAD = Error "event-payload", smithy: Some("EventPayloadTrait"),
        fix: "apply `@eventHeader` to it, or remove `@eventPayload` from the other";
    /// A label of `@endpoint` has no member with `@hostLabel`.
    HOST_LABEL = Error "host-label", smithy: Some("HostLabelTrait"),
        fix: "apply `@hostLabel` to the member of that name";
    /// Two operations have the same route.
    HTTP_CONFLICT = Error "http-conflict", smithy: Some("HttpUriConflict"),
        fix: "change the method, the URI or the host of one of them";
    /// Two members are bound to the same header, or a header name is not valid.
    HTTP_HEADER = Error "http-header", smithy: Some("HttpHeaderTrait"),
        fix: "bind each member to a header of its own, of letters, digits and dashes";
    /// A label of a URI has no member with `@httpLabel`, or such a member has no label.
    HTTP_LABEL = Error "http-label", smithy: Some("HttpLabelTrait"),
        fix: "apply `@httpLabel` to a member with the name of the label";
    /// The method of `@http` does not exist.
    HTTP_METHOD = Error "http-method", smithy: None,
        fix: "use a registered method, in upper case";
    /// An operation of a service that binds to HTTP has no `@http`.
    HTTP_MISSING = Error "http-missing", smithy: Some("HttpBindingsMissing"),
        fix: "apply `@http` with a method and a URI";
    /// A member is not bound, although another member is the whole body.
    HTTP_PAYLOAD = Error "http-payload", smithy: Some("HttpPayload"),
        fix: "bind it to a header, a label or the query, or remove `@httpPayload` from the other";
    /// A prefix of header names is not valid.
    HTTP_PREFIX_HEADERS = Error "http-prefix-headers", smithy: None,
        fix: "use letters, digits and dashes";
    /// Two members are bound to the same query parameter.
    HTTP_QUERY = Error "http-query", smithy: Some("HttpQueryTrait"),
        fix: "bind each member to a parameter of its own";
    /// Two members have the same name in JSON.
    JSON_NAME = Error "json-name", smithy: Some("JsonName"), fix: "change the `@jsonName` of one of them";
    /// An OpenAPI document cannot describe a member, such as headers with a prefix, and leaves it out.
    OPENAPI_MEMBER = Warning "openapi-member", smithy: None, fix: "bind it to something else, or suppress the warning";
    /// An OpenAPI document cannot describe an operation, since only its query tells it from another, or its method is unknown, and leaves it out.
    OPENAPI_OPERATION = Warning "openapi-operation", smithy: None,
        fix: "give it a path or a method of its own, or suppress the warning";
    /// OpenAPI documents describe services that speak restJson1.
    OPENAPI_PROTOCOL = Error "openapi-protocol", smithy: None, fix: "apply `aws.protocols#restJson1` to the service";
    /// `@requestCompression` names an encoding that does not exist, or the input cannot be compressed.
    REQUEST_COMPRESSION = Error "request-compression", smithy: Some("RequestCompressionTrait"),
        fix: "use `gzip`, or remove the trait";
    /// A stream is not bound to the payload.
    STREAM_NOT_PAYLOAD = Error "stream-not-payload", smithy: Some("StreamingTrait"),
        fix: "apply `@httpPayload` to it";
    /// A streaming blob is neither required nor has a default.
    STREAM_WITHOUT_DEFAULT = Error "stream-without-default", smithy: Some("StreamingTrait"),
        fix: "apply `@required`, or `@default` with `\"\"`";
    /// A stream is not a member of an input or output, is one of several, or has an event that is not a structure.
    STREAMING = Error "streaming", smithy: Some("StreamingTrait"),
        fix: "move it to an input or output; make each event a structure";
    /// A member is bound to a header that belongs to the transport.
    TRANSPORT_HEADER = Danger "transport-header", smithy: Some("HttpHeaderTrait"),
        fix: "bind it to another header";
}

codes! {
    WAITERS in Waiters;

    /// `minDelay` of a waiter is greater than its `maxDelay`.
    WAITER = Error "waiter", smithy: Some("WaitableTrait"), fix: "decrease `minDelay` or increase `maxDelay`";
}

codes! {
    AWS in Aws;

    /// A member is bound to a header that may be the one of a checksum, `x-amz-checksum-…`.
    CHECKSUM_HEADER = Warning "checksum-header", smithy: Some("HttpChecksumTrait.HttpHeader"),
        fix: "bind it to another header, unless it supplies a checksum";
    /// A member is bound to a prefix that includes the headers of checksums.
    CHECKSUM_PREFIX = Danger "checksum-prefix", smithy: Some("HttpChecksumTrait.HttpPrefixHeaders"),
        fix: "choose another prefix";
    /// `@httpChecksum` has no effect, or names a member that does not exist or is not an enum of its algorithms.
    HTTP_CHECKSUM = Error "http-checksum", smithy: Some("HttpChecksumTrait"),
        fix: "name input members that target enums of supported algorithms; response algorithms need a validation mode";
}
