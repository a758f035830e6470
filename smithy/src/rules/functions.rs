//! The functions and built-in values that rules can use (Smithy 2.0, "Rules engine standard library", "AWS rules engine
//! library functions").

use super::syntax::Version;
use super::types::{ARN, Base, PARTITION, Type, URL};

/// A function.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) name: &'static str,
    pub(crate) signature: Signature,
    /// The version of the rules engine that has it at first.
    pub(crate) since: Version,
}

/// What a function takes and yields.
#[derive(Debug)]
pub(crate) enum Signature {
    /// Arguments of these types.
    Fixed(&'static [Type], Type),
    /// A value and the way to a part of it.
    GetAttr,
    /// Two or more arguments of one type, each of which may be optional.
    Coalesce,
    /// A boolean, and two arguments of one type, each of which may be optional.
    Ite,
}

const STRING: Type = Base::String.required();
const BOOLEAN: Type = Base::Boolean.required();
const INTEGER: Type = Base::Integer.required();

const fn function(name: &'static str, arguments: &'static [Type], result: Type) -> Function {
    Function { name, signature: Signature::Fixed(arguments, result), since: Version::V1_0 }
}

/// The function that templates call.
pub(super) static GET_ATTR: &Function =
    &Function { name: "getAttr", signature: Signature::GetAttr, since: Version::V1_0 };

static FUNCTIONS: [&Function; 15] = [
    GET_ATTR,
    &function("isSet", &[Base::Any.optional()], BOOLEAN),
    &function("not", &[BOOLEAN], BOOLEAN),
    &function("booleanEquals", &[BOOLEAN, BOOLEAN], BOOLEAN),
    &function("stringEquals", &[STRING, STRING], BOOLEAN),
    &function("isValidHostLabel", &[STRING, BOOLEAN], BOOLEAN),
    &function("parseURL", &[STRING], Base::Record(&URL).optional()),
    &function("substring", &[STRING, INTEGER, INTEGER, BOOLEAN], Base::String.optional()),
    &function("uriEncode", &[STRING], STRING),
    &Function { name: "coalesce", signature: Signature::Coalesce, since: Version::V1_1 },
    &Function { name: "ite", signature: Signature::Ite, since: Version::V1_1 },
    &Function {
        name: "split",
        signature: Signature::Fixed(&[STRING, STRING, INTEGER], Base::Strings.required()),
        since: Version::V1_1,
    },
    &function("aws.partition", &[STRING], Base::Record(&PARTITION).optional()),
    &function("aws.parseArn", &[STRING], Base::Record(&ARN).optional()),
    &function("aws.isVirtualHostableS3Bucket", &[STRING, BOOLEAN], BOOLEAN),
];

impl Function {
    /// The function of that name.
    pub(super) fn find(name: &str) -> Option<&'static Self> {
        FUNCTIONS.into_iter().find(|function| function.name == name)
    }

    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        FUNCTIONS.into_iter().map(|function| function.name)
    }
}

/// The built-in values that parameters can take (Smithy 2.0, "Rules engine built-ins", "AWS rules engine built-ins").
pub(crate) const BUILT_INS: [&str; 14] = [
    "SDK::Endpoint",
    "AWS::Region",
    "AWS::UseDualStack",
    "AWS::UseFIPS",
    "AWS::Auth::AccountId",
    "AWS::Auth::AccountIdEndpointMode",
    "AWS::Auth::CredentialScope",
    "AWS::S3::Accelerate",
    "AWS::S3::DisableMultiRegionAccessPoints",
    "AWS::S3::ForcePathStyle",
    "AWS::S3::UseArnRegion",
    "AWS::S3::UseGlobalEndpoint",
    "AWS::S3Control::UseArnRegion",
    "AWS::STS::UseGlobalEndpoint",
];
