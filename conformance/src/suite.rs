//! Runs the cases of a service, one after the other.

mod events;
mod run;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::process::ExitCode;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use shapewright_runtime::{Error, OperationError};

use crate::capture::Wire;
use crate::case::{EventCase, MalformedCase, RequestCase, ResponseCase};
use crate::compare::{Comparison, Difference, same};
use crate::result::{Kind, Record, Side, Verdict};
use crate::stub::{Server, Stub, block_on};
pub(crate) use run::{answer, read};

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
        Self { server: serve(stub.clone()), stub, records: Vec::new() }
    }

    /// Begins the tests of an operation.
    pub fn on<I, O, E>(&mut self, operation: Operation<I, O, E>) -> Runner<'_, I, O, E> {
        Runner { suite: self, operation }
    }

    /// Writes what came of all tests, as a JSON array of [`Record`]s, to the file that the program's argument names. The
    /// program succeeds whatever the tests did.
    pub fn finish(self) -> ExitCode {
        let report = serde_json::to_vec(&self.records).map_err(std::io::Error::from);
        let path = std::env::args_os().nth(1).unwrap_or_else(|| "/dev/stdout".into());
        match report.and_then(|report| std::fs::write(path, report)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        }
    }

    fn unfit(&mut self, kind: Kind, side: Option<Side>, id: &str, reason: &str) {
        for side in sides(side) {
            let outcome = Err(format!("the test cannot be run: {reason}"));
            self.record(kind, side, id, outcome);
        }
    }

    fn record(&mut self, kind: Kind, side: Side, id: &str, outcome: Result<(), String>) {
        let (result, reason) = match outcome {
            Ok(()) => (Verdict::Passed, String::new()),
            Err(reason) => (Verdict::Failed, reason.trim_end().to_owned()),
        };
        self.records.push(Record { kind, side, id: id.to_owned(), result, reason });
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

    fn request(&mut self, case: &str, send: &Sender<'_>, same: &[&SameInput<'_>]) {
        let Some(case) = self.read::<RequestCase>(Kind::Request, case) else {
            return;
        };
        for side in sides(case.applies_to) {
            let outcome = guard(|| match side {
                Side::Client => run::client_request(&case.request, &|wire| {
                    send(&wire.speaking(&case.protocol).configured(&case.vendor_params.scoped_config))
                }),
                Side::Server => run::server_request(&case.request, &self.server, &self.stub, same),
            });
            self.record(Kind::Request, side, &case.id, outcome);
        }
    }

    fn response(&mut self, case: &str, send: &Sender<'_>, receive: &Receive<'_>, answer: &Answer<'_>) {
        let Some(case) = self.read::<ResponseCase>(Kind::Response, case) else {
            return;
        };
        for side in sides(case.applies_to) {
            let outcome = guard(|| match side {
                Side::Client => run::client_response(&case.response, &|wire| receive(&wire.speaking(&case.protocol))),
                Side::Server => {
                    let send = |wire: &Wire| send(&wire.speaking(&case.protocol));
                    run::server_response(&case.response, &self.server, &self.stub, &send, answer)
                }
            });
            self.record(Kind::Response, side, &case.id, outcome);
        }
    }

    fn events(&mut self, case: &str, call: &events::Ends<'_>) {
        let Some(case) = self.read::<EventCase>(Kind::EventStream, case) else {
            return;
        };
        let send = call.send.map(|send| |wire: &Wire| send(&wire.speaking(&case.protocol)));
        let ends = events::Ends {
            sample: &|wire| (call.sample)(&wire.speaking(&case.protocol)),
            send: send.as_ref().map(|send| send as &Sender<'_>),
            receive: &|wire| (call.receive)(&wire.speaking(&case.protocol)),
            same: call.same,
            answer: call.answer,
        };
        for side in sides(case.applies_to) {
            let outcome = guard(|| match side {
                Side::Client => events::client(&case, &ends),
                Side::Server => events::server(&case, &ends, &self.server, &self.stub),
            });
            self.record(Kind::EventStream, side, &case.id, outcome);
        }
    }

    fn malformed(&mut self, case: &str) {
        let Some(case) = self.read::<MalformedCase>(Kind::MalformedRequest, case) else {
            return;
        };
        let id = case.id.clone();
        let outcome = guard(|| run::malformed_request(case, &self.server, &self.stub));
        self.record(Kind::MalformedRequest, Side::Server, &id, outcome);
    }
}

impl std::fmt::Debug for Suite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Suite").field("records", &self.records.len()).finish_non_exhaustive()
    }
}

/// A panic in generated code fails one test and not the others.
pub(crate) fn guard<T>(test: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(test)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().copied().or(panic.downcast_ref::<String>().map(String::as_str));
        Err(format!("panicked: {}", text.unwrap_or("without a message")))
    })
}

/// Both, unless the test is for one.
fn sides(applies_to: Option<Side>) -> Vec<Side> {
    applies_to.map_or_else(|| vec![Side::Client, Side::Server], |side| vec![side])
}

/// Makes a client send a request; why it failed, for people, if it did.
type Sender<'f> = dyn Fn(&Wire) -> Option<String> + 'f;

/// Compares what a handler was given.
type SameInput<'f> = dyn Fn(Box<dyn Any + Send>) -> Comparison + 'f;

/// Makes a client read the answer on the wire, and compares what it makes of it.
type Receive<'f> = dyn Fn(&Wire) -> Comparison + 'f;

/// What a handler is to answer: a `Result` of an operation's output and error.
type Answer<'f> = dyn Fn() -> Box<dyn Any + Send> + 'f;

/// A call of one operation with a client of that wire.
pub type Call<I, O, E> = fn(Wire, I) -> Pin<Box<dyn Future<Output = Result<O, Error<E>>>>>;

/// What the suite has to know of an operation.
pub struct Operation<I, O, E> {
    /// Calls it.
    pub call: Call<I, O, E>,
    /// Makes an input that can be sent, for tests of responses; `None` if there is none without search.
    pub sample: fn() -> Option<I>,
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
        let Operation { call, same_input, .. } = self.operation;
        let send = |wire: &Wire| send(call, wire, params());
        self.suite.request(case, &send, &[&same_seen(same_input, || Some(params()))]);
    }

    /// Runs a case of `smithy.test#httpRequestTests` whose request also stands for other parameters, which a server may
    /// as well make of it.
    pub fn request_or(&mut self, case: &str, params: fn() -> I, others: fn() -> I) {
        let Operation { call, same_input, .. } = self.operation;
        let send = |wire: &Wire| send(call, wire, params());
        let same: [&SameInput<'_>; 2] =
            [&same_seen(same_input, || Some(params())), &same_seen(same_input, || Some(others()))];
        self.suite.request(case, &send, &same);
    }

    /// Runs a case of `smithy.test#httpResponseTests` of the operation.
    pub fn response(&mut self, case: &str, params: fn() -> O) {
        let Operation { call, sample, same_output, .. } = self.operation;
        let send = |wire: &Wire| send_sample(call, wire, sample);
        let receive = |wire: &Wire| same_output(params(), finish_sample(call, wire, sample)?.map_err(failed)?);
        let answer = || Box::new(Ok::<O, E>(params())) as Box<dyn Any + Send>;
        self.suite.response(case, &send, &receive, &answer);
    }

    /// Runs a case of `smithy.test#httpResponseTests` of an error of the operation.
    pub fn error(&mut self, case: &str, params: fn() -> E) {
        let Operation { call, sample, .. } = self.operation;
        let send = |wire: &Wire| send_sample(call, wire, sample);
        let receive = |wire: &Wire| match finish_sample(call, wire, sample)? {
            Err(Error::Modeled { error, .. }) => same(params(), error),
            Err(error) => Err(failed(error)),
            Ok(_) => Err(Difference::Value("the client takes the answer for a success".to_owned())),
        };
        let answer = || Box::new(Err::<O, E>(params())) as Box<dyn Any + Send>;
        self.suite.response(case, &send, &receive, &answer);
    }

    /// Runs a case of `smithy.test#httpMalformedRequestTests`.
    pub fn malformed(&mut self, case: &str) {
        self.suite.malformed(case);
    }

    /// Records that a test of the model cannot be run.
    pub fn unfit(&mut self, kind: Kind, side: Option<Side>, id: &str, reason: &str) {
        self.suite.unfit(kind, side, id, reason);
    }

    /// Runs a case of `smithy.test#eventStreamTests`, with the input and the output that its events are in, as far as
    /// they have values.
    pub fn events(&mut self, case: &str, input: Option<fn() -> I>, output: Option<fn() -> O>) {
        let Operation { call, sample, same_input, same_output } = self.operation;
        let receive = |wire: &Wire| {
            let actual = finish_sample(call, wire, sample)?.map_err(failed)?;
            output.map_or(Ok(()), |expected| same_output(expected(), actual))
        };
        let answer = output.map(|output| move || Box::new(Ok::<O, E>(output())) as Box<dyn Any + Send>);
        let given = input.map(|input| move |wire: &Wire| send(call, wire, input()));
        let ends = events::Ends {
            sample: &|wire| send_sample(call, wire, sample),
            send: given.as_ref().map(|send| send as &Sender<'_>),
            same: &same_seen(same_input, || input.map_or_else(sample, |input| Some(input()))),
            receive: &receive,
            answer: answer.as_ref().map(|answer| answer as &Answer<'_>),
        };
        self.suite.events(case, &ends);
    }
}

fn finish<I, O, E>(call: Call<I, O, E>, wire: &Wire, input: I) -> Result<Result<O, Error<E>>, Difference> {
    let never = || Difference::Broken("the client does not come to an end".to_owned());
    block_on(call(wire.clone(), input)).ok_or_else(never)
}

fn send<I, O, E: OperationError>(call: Call<I, O, E>, wire: &Wire, input: I) -> Option<String> {
    match finish(call, wire, input) {
        Ok(result) => result.err().map(|error| format!("{error:#}")),
        Err(difference) => Some(difference.into_text()),
    }
}

/// Why a test of a response cannot be run.
const NO_SAMPLE: &str = "no input can be made up to ask for the response";

fn finish_sample<I, O, E>(
    call: Call<I, O, E>,
    wire: &Wire,
    sample: fn() -> Option<I>,
) -> Result<Result<O, Error<E>>, Difference> {
    let input = sample().ok_or_else(|| Difference::Value(NO_SAMPLE.to_owned()))?;
    finish(call, wire, input)
}

fn send_sample<I, O, E: OperationError>(call: Call<I, O, E>, wire: &Wire, sample: fn() -> Option<I>) -> Option<String> {
    match sample() {
        Some(input) => send(call, wire, input),
        None => Some(NO_SAMPLE.to_owned()),
    }
}

fn failed<E: OperationError>(error: Error<E>) -> Difference {
    Difference::Failed { code: error.code().map(str::to_owned), text: format!("{error:#}") }
}

fn same_seen<I: Send + 'static>(
    same: fn(I, I) -> Comparison,
    expected: impl Fn() -> Option<I>,
) -> impl Fn(Box<dyn Any + Send>) -> Comparison {
    move |seen| match (expected(), seen.downcast()) {
        (Some(expected), Ok(seen)) => same(expected, *seen),
        (Some(_), Err(_)) => Err(Difference::Value("another operation was called".to_owned())),
        (None, _) => Err(Difference::Value(NO_SAMPLE.to_owned())),
    }
}
