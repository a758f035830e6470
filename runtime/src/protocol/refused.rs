//! What a server says of requests that it refuses: structures that no model describes, in whatever format the protocol has.

use crate::validate::Violations;
use crate::wire::{Fault, element};

/// `smithy.framework#ValidationException`.
pub(crate) const VALIDATION_EXCEPTION: &str = "smithy.framework#ValidationException";

mod types {
    /// Why a request is refused: what is wrong, and where if that is known.
    #[derive(Debug)]
    pub(crate) struct Refused {
        pub(super) message: String,
        pub(super) path: Option<String>,
        pub(super) reason: Option<String>,
    }

    /// `smithy.framework#ValidationException`: which constraints an input breaks.
    #[derive(Debug)]
    pub(crate) struct ValidationException {
        pub(super) field_list: Vec<ValidationExceptionField>,
        pub(super) message: String,
    }

    /// `smithy.framework#ValidationExceptionField`: one of them.
    #[derive(Debug)]
    pub(crate) struct ValidationExceptionField {
        pub(super) message: String,
        pub(super) path: String,
    }
}

pub(crate) use types::{Refused, ValidationException};

// In XML the message has the name that errors of AWS services have, by which their clients look for it.
crate::__structure!(types::Refused {
    0: message("message").element(&const { element().name("Message") }),
    1: path("path"),
    2: reason("reason"),
});

crate::__structure!(types::ValidationException { 0: field_list("fieldList"), 1: message("message") });

crate::__structure!(types::ValidationExceptionField { 0: message("message"), 1: path("path") });

impl Refused {
    pub(crate) fn new(message: String, fault: Option<&Fault>) -> Self {
        Self { message, path: fault.map(Fault::pointer), reason: fault.map(|fault| fault.reason.clone()) }
    }
}

impl From<&Violations> for ValidationException {
    fn from(violations: &Violations) -> Self {
        let field = |violation: &crate::Violation| types::ValidationExceptionField {
            message: violation.to_string(),
            path: violation.path.clone(),
        };
        Self { field_list: violations.iter().map(field).collect(), message: violations.to_string() }
    }
}
