//! Replays recorded exchanges through a generated client and router.
//!
//! A generated program hands [`run`] its router and, for each operation by name, both ends of a call. The exchanges and
//! what is expected of them come from a file; `cargo xtask replay` makes it from recordings and the model.

mod answer;
mod exchange;
mod received;
mod sent;

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::path::Path;
use std::process::ExitCode;

use bytes::Bytes;
use shapewright_runtime::client::{Builder, DefaultTransport, GeneratedClient};
use shapewright_runtime::private::{
    CalledOn, ClientOperation, Decode, Encode, ServerOperation, deserialize, serialize,
};
use shapewright_runtime::{ByteStream, Error, Leniency, Request};

use crate::capture::Wire;
use crate::stub::{Server, Stub, block_on};
use exchange::{Direction, Exchange, Found, Record};

/// The host that clients send to.
const HOST: &str = "example.com";

/// Both ends of an operation, called with JSON.
pub trait Ends {
    /// Calls the operation with a client of that wire.
    ///
    /// # Errors
    ///
    /// The input is none of the operation.
    fn call(&self, wire: &Wire, input: &str, stream: Bytes) -> Result<Called, String>;

    /// What a handler of the operation was given.
    ///
    /// # Errors
    ///
    /// It is the input of another operation, or its stream broke off.
    fn seen(&self, input: Box<dyn Any + Send>) -> Result<Value, String>;
}

/// A value as the serde form of its type, and the content of the stream in it.
#[derive(Debug)]
pub struct Value {
    json: String,
    stream: Option<Bytes>,
}

/// What a call came to.
#[derive(Debug)]
pub enum Called {
    /// The output.
    Output(Value),
    /// An error of the service.
    Error {
        /// Its name.
        code: Option<String>,
        /// The service's own message.
        message: Option<String>,
    },
    /// There is neither.
    Failed {
        /// The place in the message, where it is known; otherwise empty.
        place: String,
        /// Why.
        reason: String,
    },
}

/// Puts a stream into a message.
type PutStream<T> = fn(&mut T, ByteStream);

/// Takes the stream out of a message.
type TakeStream<T> = fn(T) -> ByteStream;

/// The ends of the operation `O`, called with the client `C`.
pub struct Replayed<O: ClientOperation, C> {
    put_input: Option<PutStream<O::Input>>,
    take_input: Option<TakeStream<O::Input>>,
    take_output: Option<TakeStream<O::Output>>,
    client: PhantomData<fn() -> C>,
}

impl<O: ClientOperation, C> Replayed<O, C> {
    /// The ends of an operation without streams of bytes.
    pub const fn new() -> Self {
        Self { put_input: None, take_input: None, take_output: None, client: PhantomData }
    }

    /// The same for an input with a stream.
    #[must_use]
    pub const fn input_stream(self, put: PutStream<O::Input>, take: TakeStream<O::Input>) -> Self {
        Self { put_input: Some(put), take_input: Some(take), ..self }
    }

    /// The same for an output with a stream.
    #[must_use]
    pub const fn output_stream(self, take: TakeStream<O::Output>) -> Self {
        Self { take_output: Some(take), ..self }
    }
}

impl<O: ClientOperation, C> Default for Replayed<O, C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<O: ClientOperation, C> fmt::Debug for Replayed<O, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replayed").finish_non_exhaustive()
    }
}

impl<O, C> Ends for Replayed<O, C>
where
    O: ClientOperation + ServerOperation + CalledOn<C::Over<Wire>>,
    O::Input: Decode + Encode,
    O::Output: Encode,
    C: GeneratedClient<Transport = DefaultTransport>,
{
    fn call(&self, wire: &Wire, input: &str, stream: Bytes) -> Result<Called, String> {
        let mut json = serde_json::Deserializer::from_str(input);
        let mut input: O::Input = deserialize(&mut json).map_err(|error| error.to_string())?;
        if let Some(put) = self.put_input {
            put(&mut input, stream.into());
        }
        // The recorded client is the most lenient of all.
        let builder = Builder::new().leniency(Leniency::Lenient);
        let client = wire.client::<C, O::Error>(builder).map_err(|error| error.to_string())?;
        Ok(match block_on(O::call(&client, Request::new(input))) {
            None => Called::Failed { place: String::new(), reason: "the call does not end".to_owned() },
            Some(Ok(output)) => Called::Output(value(output, self.take_output)?),
            Some(Err(error @ (Error::Modeled { .. } | Error::Unmodeled(_)))) => {
                Called::Error { code: error.code().map(str::to_owned), message: error.message().map(str::to_owned) }
            }
            Some(Err(error)) => {
                let place = match &error {
                    Error::Request(fault) | Error::Decode { fault, .. } => fault.pointer(),
                    _ => String::new(),
                };
                Called::Failed { place, reason: format!("{error:#}") }
            }
        })
    }

    fn seen(&self, input: Box<dyn Any + Send>) -> Result<Value, String> {
        let input = input.downcast::<O::Input>().map_err(|_| "another operation was called")?;
        value(*input, self.take_input)
    }
}

fn value<T: Encode>(message: T, take: Option<TakeStream<T>>) -> Result<Value, String> {
    let mut json = Vec::new();
    serialize(&message, &mut serde_json::Serializer::new(&mut json)).map_err(|error| error.to_string())?;
    let json = String::from_utf8(json).map_err(|error| error.to_string())?;
    let stream = match take.map(|take| block_on(take(message).collect(usize::MAX))) {
        None => None,
        Some(Some(Ok(bytes))) => Some(bytes),
        Some(Some(Err(error))) => return Err(format!("{error:#}")),
        Some(None) => return Err("the stream does not end".to_owned()),
    };
    Ok(Value { json, stream })
}

/// Replays the exchanges in the file that the program's first argument names, and writes what came of them, as a JSON
/// array of records, to the file that the second one names. The program succeeds whatever it finds.
///
/// `serve` makes the router around a stub; `operations` are the ends of the service's operations by name.
pub fn run(serve: impl FnOnce(Stub) -> Server, operations: &[(&str, &dyn Ends)]) -> ExitCode {
    let stub = Stub::default();
    let server = serve(stub.clone());
    let mut paths = std::env::args_os().skip(1);
    let done = match (paths.next(), paths.next()) {
        (Some(exchanges), Some(results)) => {
            replay(exchanges.as_ref(), &server, &stub, operations).and_then(|records| {
                let text = serde_json::to_vec(&records).map_err(|error| error.to_string())?;
                std::fs::write(results, text).map_err(|error| error.to_string())
            })
        }
        _ => Err("two files are needed: one with exchanges, one for results".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error is all that there is for this.
            let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("error: {error}\n"));
            ExitCode::FAILURE
        }
    }
}

fn replay(
    exchanges: &Path,
    server: &Server,
    stub: &Stub,
    operations: &[(&str, &dyn Ends)],
) -> Result<Vec<Record>, String> {
    let text = std::fs::read(exchanges).map_err(|error| error.to_string())?;
    let exchanges: Vec<Exchange> = serde_json::from_slice(&text).map_err(|error| error.to_string())?;
    let mut records = Vec::new();
    for exchange in &exchanges {
        let ends = operations.iter().find(|(name, _)| *name == exchange.operation);
        let (_, ends) = ends.ok_or_else(|| format!("the operation {} does not exist", exchange.operation))?;
        let directions: [(Direction, &dyn Fn() -> Found); 3] = [
            (Direction::Request, &|| sent::check(exchange, *ends)),
            (Direction::Input, &|| received::check(exchange, *ends, server, stub)),
            (Direction::Output, &|| answer::check(exchange, *ends)),
        ];
        for (direction, check) in directions {
            let found = crate::suite::guard(|| Ok(check())).unwrap_or_else(|panic| Found::one("", "panic", panic));
            records.push(Record { exchange: exchange.number, direction, found });
        }
    }
    Ok(records)
}
