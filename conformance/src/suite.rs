//! Runs the cases of a service, one after the other.

mod run;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::process::ExitCode;

use runtime::{Error, OperationError};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::capture::Wire;
use crate::case::{MalformedCase, RequestCase, ResponseCase};
use crate::compare::{Comparison, same};
use crate::result::{Kind, Record, Side, Verdict};
use crate::stub::{Server, Stub, block_on};

/// The tests of one service, and what came of them.
pub struct Suite {
    stub: Stub,
    server: Server,
    records: Vec<Record>,
}

impl Suite {
    /// A suite for the router that the function makes around a stub.
    pub fn new(serve: impl FnOnce(Stub) -> Server) -> Self {
        let stub = Stub::default();
        Self {
            server: serve(stub.clone()),
            stub,
            records: Vec::new(),
        }
    }

    /// Begins the tests of an operation.
    pub fn on<I, O, E>(&mut self, operation: Operation<I, O, E>) -> Runner<'_, I, O, E> {
        Runner {
            suite: self,
            operation,
        }
    }

    /// Writes what came of all tests, as a JSON array of [`Record`]s, to the file that the program's argument names. The
    /// program succeeds whatever the tests did.
    pub fn finish(self) -> ExitCode {
        let report = serde_json::to_vec(&self.records).map_err(std::io::Error::from);
        let path = std::env::args_os()
            .nth(1)
            .unwrap_or_else(|| "/dev/stdout".into());
        match report.and_then(|report| std::fs::write(path, report)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        }
    }

    /// Records that a test of the model cannot be run.
    pub fn unfit(&mut self, kind: Kind, side: Option<Side>, id: &str, reason: &str) {
        for side in sides(side) {
            self.record(kind, side, id, || {
                Err(format!("the test cannot be run: {reason}"))
            });
        }
    }

    fn record(
        &mut self,
        kind: Kind,
        side: Side,
        id: &str,
        test: impl FnOnce() -> Result<(), String>,
    ) {
        let (result, reason) = match guard(test) {
            Ok(()) => (Verdict::Passed, String::new()),
            Err(reason) => (Verdict::Failed, reason.trim_end().to_owned()),
        };
        self.records.push(Record {
            kind,
            side,
            id: id.to_owned(),
            result,
            reason,
        });
    }

    /// Reads a case; one that cannot be read is recorded as failed.
    fn read<T: DeserializeOwned>(&mut self, kind: Kind, case: &str) -> Option<T> {
        #[derive(Deserialize)]
        struct Id {
            id: String,
        }
        let error = match serde_json::from_str(case) {
            Ok(case) => return Some(case),
            Err(error) => error.to_string(),
        };
        let id = serde_json::from_str(case).map_or_else(|_| String::new(), |case: Id| case.id);
        self.unfit(kind, None, &id, &error);
        None
    }

    fn request(
        &mut self,
        case: &str,
        send: &dyn Fn(&Wire) -> Sent,
        same: &dyn Fn(Box<dyn Any + Send>) -> Comparison,
    ) {
        let Some(RequestCase {
            id,
            applies_to,
            request,
        }) = self.read(Kind::Request, case)
        else {
            return;
        };
        for side in sides(applies_to) {
            let stub = self.stub.clone();
            let outcome = guard(|| match side {
                Side::Client => run::client_request(&request, send),
                Side::Server => run::server_request(&request, &self.server, &stub, same),
            });
            self.record(Kind::Request, side, &id, || outcome);
        }
    }

    fn response(
        &mut self,
        case: &str,
        send: &dyn Fn(&Wire) -> Sent,
        receive: &dyn Fn(&Wire) -> Comparison,
        answer: &dyn Fn() -> Box<dyn Any + Send>,
    ) {
        let Some(ResponseCase {
            id,
            applies_to,
            response,
        }) = self.read(Kind::Response, case)
        else {
            return;
        };
        for side in sides(applies_to) {
            let outcome = guard(|| match side {
                Side::Client => run::client_response(&response, receive),
                Side::Server => {
                    run::server_response(&response, &self.server, &self.stub, send, answer)
                }
            });
            self.record(Kind::Response, side, &id, || outcome);
        }
    }

    fn malformed(&mut self, case: &str) {
        let Some(case) = self.read::<MalformedCase>(Kind::MalformedRequest, case) else {
            return;
        };
        let id = case.id.clone();
        let outcome = guard(|| run::malformed_request(case, &self.server, &self.stub));
        self.record(Kind::MalformedRequest, Side::Server, &id, || outcome);
    }
}

impl std::fmt::Debug for Suite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Suite")
            .field("records", &self.records.len())
            .finish_non_exhaustive()
    }
}

/// A panic in generated code fails one test and not the others.
fn guard(test: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(test)).unwrap_or_else(|panic| {
        let text = panic
            .downcast_ref::<&str>()
            .copied()
            .or(panic.downcast_ref::<String>().map(String::as_str));
        Err(format!("panicked: {}", text.unwrap_or("without a message")))
    })
}

/// Both, unless the test is for one.
fn sides(applies_to: Option<Side>) -> Vec<Side> {
    applies_to.map_or_else(|| vec![Side::Client, Side::Server], |side| vec![side])
}

/// What a client made of a call whose result does not matter: why it failed, for people.
type Sent = Option<String>;

/// A call of one operation with a client of that wire.
pub type Call<I, O, E> = fn(Wire, I) -> Pin<Box<dyn Future<Output = Result<O, Error<E>>>>>;

/// What the suite has to know of an operation.
pub struct Operation<I, O, E> {
    /// Calls it.
    pub call: Call<I, O, E>,
    /// Makes an input that can be sent, for tests of responses.
    pub sample: fn() -> I,
    /// Compares inputs, the expected one first.
    pub same_input: fn(I, I) -> Comparison,
    /// Compares outputs, the expected one first.
    pub same_output: fn(O, O) -> Comparison,
}

impl<I, O, E> std::fmt::Debug for Operation<I, O, E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Operation")
    }
}

/// Runs the tests of one operation. Each case is the JSON of the model without `params`, which come as Rust values: in
/// this way no fault of our own serialization can cancel itself out.
#[derive(Debug)]
pub struct Runner<'s, I, O, E> {
    suite: &'s mut Suite,
    operation: Operation<I, O, E>,
}

// The compiler copies what is generic here for each operation, so that this is only glue.
impl<I, O, E> Runner<'_, I, O, E>
where
    I: Send + 'static,
    O: Send + 'static,
    E: OperationError + PartialEq,
{
    /// Runs a case of `smithy.test#httpRequestTests`.
    pub fn request(&mut self, case: &str, params: fn() -> I) {
        let Operation {
            call, same_input, ..
        } = self.operation;
        let same = |seen: Box<dyn Any + Send>| match seen.downcast() {
            Ok(seen) => same_input(params(), *seen),
            Err(_) => Err("another operation was called".to_owned()),
        };
        self.suite
            .request(case, &|wire| send(call, wire, params()), &same);
    }

    /// Runs a case of `smithy.test#httpResponseTests` of the operation.
    pub fn response(&mut self, case: &str, params: fn() -> O) {
        let Operation {
            call,
            sample,
            same_output,
            ..
        } = self.operation;
        let receive = |wire: &Wire| match finish(call, wire, sample())? {
            Ok(output) => same_output(params(), output),
            Err(error) => Err(format!("the client failed: {error}")),
        };
        let answer = || Box::new(Ok::<O, E>(params())) as Box<dyn Any + Send>;
        self.suite
            .response(case, &|wire| send(call, wire, sample()), &receive, &answer);
    }

    /// Runs a case of `smithy.test#httpResponseTests` of an error of the operation.
    pub fn error(&mut self, case: &str, params: fn() -> E) {
        let Operation { call, sample, .. } = self.operation;
        let receive = |wire: &Wire| match finish(call, wire, sample())? {
            Err(Error::Modeled { error, .. }) => same(params(), error),
            Err(error) => Err(format!("the client failed with another error: {error}")),
            Ok(_) => Err("the client takes the answer for a success".to_owned()),
        };
        let answer = || Box::new(Err::<O, E>(params())) as Box<dyn Any + Send>;
        self.suite
            .response(case, &|wire| send(call, wire, sample()), &receive, &answer);
    }

    /// Runs a case of `smithy.test#httpMalformedRequestTests`.
    pub fn malformed(&mut self, case: &str) {
        self.suite.malformed(case);
    }
}

fn finish<I, O, E>(
    call: Call<I, O, E>,
    wire: &Wire,
    input: I,
) -> Result<Result<O, Error<E>>, String> {
    block_on(call(wire.clone(), input))
        .ok_or_else(|| "the client does not come to an end".to_owned())
}

fn send<I, O, E: OperationError>(call: Call<I, O, E>, wire: &Wire, input: I) -> Sent {
    match finish(call, wire, input) {
        Ok(result) => result.err().map(|error| error.to_string()),
        Err(error) => Some(error),
    }
}
