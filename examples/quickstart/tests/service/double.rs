//! A test double of the three services, and their clients, both told what to do by names and JSON.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use generated::{Error, OperationError, Request, Validate, Violations, dataexchange, mgn, panorama};
use serde_json::Value;

/// What a handler does.
#[derive(Debug, Clone)]
pub(crate) enum Outcome {
    /// Answers with this output.
    Output(Value),
    /// Fails with the error of this name.
    Error(&'static str),
    /// Fails with an error that is none of the model's.
    Internal(&'static str),
    /// Panics.
    Panic(&'static str),
}

/// The message of every error that a double fails with.
pub(crate) const MESSAGE: &str = "not today: \"ü\"";

type Decide = dyn Fn(&str, &Value) -> Outcome + Send + Sync;

/// Implements the services by a function of the operation's name and the input.
pub(crate) struct Double {
    decide: Box<Decide>,
    seen: Arc<Mutex<Vec<Value>>>,
}

impl Double {
    pub(crate) fn new(decide: impl Fn(&str, &Value) -> Outcome + Send + Sync + 'static) -> Self {
        Self { decide: Box::new(decide), seen: Arc::default() }
    }

    /// Answers every request the same.
    pub(crate) fn answering(outcome: Outcome) -> Self {
        Self::new(move |_, _| outcome.clone())
    }

    /// The inputs that handlers got.
    pub(crate) fn seen(&self) -> Arc<Mutex<Vec<Value>>> {
        self.seen.clone()
    }

    fn play(&self, operation: &str, input: &impl serde::Serialize) -> Outcome {
        let input = json(input);
        let outcome = (self.decide)(operation, &input);
        self.seen.lock().unwrap().push(input);
        outcome
    }
}

/// Why a call failed.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The variant of the operation's error enum.
    pub(crate) variant: Option<&'static str>,
    pub(crate) status: Option<u16>,
    pub(crate) code: Option<String>,
    /// The modelled error's own message.
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) retryable: bool,
    /// The place of what could not be decoded.
    pub(crate) pointer: Option<String>,
    pub(crate) text: String,
}

/// The operations, and with them what the API references say of their errors and statuses.
macro_rules! services {
    ($($service:ident $trait:ident {
        $($method:ident $operation:literal $input:ident $output:ident $error:ident [$($variant:ident $status:literal)*])*
    })*) => {
        $(impl $service::$trait for Double {
            $(async fn $method(
                &self,
                request: Request<$service::types::$input>,
            ) -> Result<$service::types::$output, Error<$service::errors::$error>> {
                use $service::errors::$error;
                match self.play($operation, &request.input) {
                    Outcome::Output(output) => Ok(serde_json::from_value(output).unwrap()),
                    Outcome::Error(name) => Err(match name {
                        $(stringify!($variant) => {
                            $error::$variant($service::types::$variant::new().with_message(MESSAGE)).into()
                        })*
                        other => panic!("{} has no {other}", $operation),
                    }),
                    Outcome::Internal(text) => Err(Error::internal(text)),
                    Outcome::Panic(text) => panic!("{text}"),
                }
            })*
        })*

        /// Every error of every operation, with its status.
        pub(crate) const ERRORS: &[(&str, &str, u16)] = &[$($($(($operation, stringify!($variant), $status),)*)*)*];

        /// Calls an operation of a server through a client that tries once.
        pub(crate) async fn call(address: SocketAddr, operation: &str, input: Value) -> Result<Value, Failure> {
            match operation {
                $($($operation => {
                    let builder = $service::client::Client::builder().endpoint(format!("http://{address}"));
                    let client = builder.max_attempts(1).build().unwrap();
                    let input: $service::types::$input = serde_json::from_value(input).unwrap();
                    match client.$method(input).await {
                        Ok(output) => Ok(json(&output)),
                        Err(error) => Err(Failure {
                            variant: match error.modeled() {
                                $(Some($service::errors::$error::$variant(_)) => Some(stringify!($variant)),)*
                                _ => None,
                            },
                            ..failure(&error)
                        }),
                    }
                })*)*
                other => panic!("there is no operation {other}"),
            }
        }

        /// Reads an operation's input from its JSON form, validates it and writes it again.
        pub(crate) fn validate_input(operation: &str, input: Value) -> Result<Value, Violations> {
            match operation {
                $($($operation => validate::<$service::types::$input>(input),)*)*
                other => panic!("there is no operation {other}"),
            }
        }

        /// Reads an operation's output from its JSON form, validates it and writes it again.
        pub(crate) fn validate_output(operation: &str, output: Value) -> Result<Value, Violations> {
            match operation {
                $($($operation => validate::<$service::types::$output>(output),)*)*
                other => panic!("there is no operation {other}"),
            }
        }
    };
}

services! {
    panorama Panorama {
        create_package "CreatePackage" CreatePackageInput CreatePackageOutput CreatePackageError
            [AccessDeniedException 403 ConflictException 409 InternalServerException 500 ValidationException 400]
        create_package_import_job "CreatePackageImportJob"
            CreatePackageImportJobInput CreatePackageImportJobOutput CreatePackageImportJobError
            [AccessDeniedException 403 ConflictException 409 InternalServerException 500 ValidationException 400]
        describe_package_import_job "DescribePackageImportJob"
            DescribePackageImportJobInput DescribePackageImportJobOutput DescribePackageImportJobError
            [AccessDeniedException 403 ConflictException 409 InternalServerException 500 ValidationException 400]
    }
    dataexchange DataExchange {
        create_job "CreateJob" CreateJobInput CreateJobOutput CreateJobError
            [AccessDeniedException 403 ConflictException 409 InternalServerException 500
             ResourceNotFoundException 404 ThrottlingException 429 ValidationException 400]
    }
    mgn Mgn {
        start_import "StartImport" StartImportInput StartImportOutput StartImportError
            [ConflictException 409 ResourceNotFoundException 404 ServiceQuotaExceededException 402
             UninitializedAccountException 400 ValidationException 400]
    }
}

/// The method and path of an operation, and the status of its answer. The path of DescribePackageImportJob ends where
/// its label begins.
pub(crate) fn binding(operation: &str) -> (&'static str, u16) {
    match operation {
        "CreatePackage" => ("POST /packages", 200),
        "CreatePackageImportJob" => ("POST /packages/import-jobs", 200),
        "DescribePackageImportJob" => ("GET /packages/import-jobs/", 200),
        "CreateJob" => ("POST /v1/jobs", 201),
        "StartImport" => ("POST /StartImport", 202),
        other => panic!("there is no operation {other}"),
    }
}

fn failure<E: OperationError>(error: &Error<E>) -> Failure {
    Failure {
        variant: None,
        status: error.status(),
        code: error.code().map(str::to_owned),
        message: error.modeled().and_then(OperationError::message).map(str::to_owned),
        request_id: error.request_id().map(str::to_owned),
        retryable: error.is_retryable(),
        pointer: match error {
            Error::Decode { fault, .. } => Some(fault.pointer()),
            _ => None,
        },
        text: error.to_string(),
    }
}

fn validate<T: Validate + serde::Serialize + serde::de::DeserializeOwned>(value: Value) -> Result<Value, Violations> {
    // From text, as users do, so that strings are borrowed where they can be.
    let value: T = serde_json::from_str(&value.to_string()).unwrap();
    value.validate()?;
    Ok(json(&value))
}

/// What a value is on the wire. The way leads through text, as there only the digits of a float are what they should be.
fn json(value: &impl serde::Serialize) -> Value {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}
