//! Examples of the model, tried as calls of a client that a server in the same process answers.

use std::fmt::Debug;
use std::future::ready;
use std::marker::PhantomData;
use std::panic::resume_unwind;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;

use crate::Error;
use crate::client::{Builder, Core, DefaultTransport, GeneratedClient};
use crate::operation::{ClientOperation, Outcome, ServerOperation};
use crate::protocol::ServiceSpec;
use crate::server::{Api, Handlers, Router};
use crate::validate::Validate;

/// What trying an example comes to; the text says what differs.
pub type Checked = Result<(), String>;

/// Whether two values are the same.
type Same<T> = fn(&T, &T) -> bool;

/// Sends an input, and sees that the handler gets it and that its output is what the caller gets.
///
/// # Errors
///
/// What differs.
pub fn example<O, R>(input: fn() -> O::Input, output: fn() -> O::Output) -> Checked
where
    O: ClientOperation + ServerOperation,
    O::Input: Debug + PartialEq,
    O::Output: Debug + PartialEq,
    R: Api,
{
    with_room(move || answered::<O, R>(input, output, PartialEq::eq, PartialEq::eq))
}

/// The same for messages with streams, of which the rest is compared by what can be shown of it.
///
/// # Errors
///
/// What differs.
pub fn example_of_stream<O, R>(input: fn() -> O::Input, output: fn() -> O::Output) -> Checked
where
    O: ClientOperation + ServerOperation,
    O::Input: Debug,
    O::Output: Debug,
    R: Api,
{
    with_room(move || answered::<O, R>(input, output, shows_the_same, shows_the_same))
}

/// Sends an input, and sees that the handler gets it and that its error is what the caller gets.
///
/// # Errors
///
/// What differs.
pub fn failing<O, R>(input: fn() -> O::Input, error: fn() -> O::Error) -> Checked
where
    O: ClientOperation + ServerOperation,
    O::Input: Debug + PartialEq,
    O::Error: PartialEq,
    R: Api,
{
    with_room(move || failed::<O, R>(input, error, PartialEq::eq))
}

/// The same for an input with a stream, of which the rest is compared by what can be shown of it.
///
/// # Errors
///
/// What differs.
pub fn failing_stream<O, R>(input: fn() -> O::Input, error: fn() -> O::Error) -> Checked
where
    O: ClientOperation + ServerOperation,
    O::Input: Debug,
    O::Error: PartialEq,
    R: Api,
{
    with_room(move || failed::<O, R>(input, error, shows_the_same))
}

/// Sends an input, and sees that the handler gets it. What it answers is not known.
///
/// # Errors
///
/// What differs.
pub fn asked<O, R>(input: fn() -> O::Input) -> Checked
where
    O: ClientOperation + ServerOperation,
    O::Input: Debug,
    R: Api,
{
    with_room(move || {
        let (received, _) = handled::<O>(call::<O, R>(input, || Err(Error::NotImplemented))?)?;
        same("the handler received", &received, &input(), shows_the_same)
    })
}

/// Sends an input that breaks constraints: its own validation reports it, and no handler gets it, be it that a server
/// refuses it or that no request can be made of it.
///
/// # Errors
///
/// What differs.
pub fn refused<O, R>(input: fn() -> O::Input) -> Checked
where
    O: ClientOperation + ServerOperation,
    O::Input: Debug,
    R: Api,
{
    with_room(move || {
        if input().validate().is_ok() {
            return Err("the input is valid, but the example expects a violation".to_owned());
        }
        match call::<O, R>(input, || Err(Error::NotImplemented))? {
            (Some(received), _) => Err(format!("the handler received {received:?}")),
            (None, Err(Error::Request(_))) => Ok(()),
            (None, Err(error)) if error.code() == Some(VALIDATION) && error.status() == Some(400) => Ok(()),
            (None, outcome) => Err(format!("the input was not rejected as invalid: {:?}", outcome.map(drop))),
        }
    })
}

/// Runs a test on a stack with room for large values. A value is built by a chain of setters, each of which moves it, and
/// a build without optimization keeps a place on the stack for each move: 300 members of 24 bytes are 2 MiB, which is all
/// that a test's own thread has.
fn with_room(test: impl FnOnce() -> Checked + Send) -> Checked {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, test);
        let thread = thread.map_err(|error| format!("cannot start a thread for the test: {error}"))?;
        thread.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

/// Room for some 1,500 members. Of what is not used, the system keeps nothing.
const STACK: usize = 64 << 20;

/// The error with which servers refuse inputs that break constraints.
const VALIDATION: &str = "ValidationException";

/// What the handler got, and what the caller.
type Called<O> = (Option<<O as crate::private::Operation>::Input>, Outcome<O>);

fn call<O, R>(
    input: fn() -> O::Input,
    answer: impl Fn() -> Outcome<O> + Send + Sync + 'static,
) -> Result<Called<O>, String>
where
    O: ClientOperation + ServerOperation,
    R: Api,
{
    let received = Arc::new(Mutex::new(None));
    let keep = Arc::clone(&received);
    let mut handlers = Handlers::<R>::new();
    handlers.insert::<O, _, _>(move |request| {
        *keep.lock().unwrap_or_else(PoisonError::into_inner) = Some(request.input);
        ready(answer())
    });
    let router = Router::<Handlers, R>::new(handlers);
    let client = Builder::<Plain<R, DefaultTransport>>::new().endpoint("http://localhost").transport(router).build();
    let Plain { core, .. } = client.map_err(|error| format!("{error:#}"))?;
    let mut sent = input();
    // What the client makes up where nothing is said cannot be compared.
    let token = O::idempotency_token(&mut sent).is_some_and(|token| token.is_none());
    // Nothing in the same process makes a call wait.
    let Poll::Ready(outcome) = pin!(core.call::<O>(sent.into())).poll(&mut Context::from_waker(Waker::noop())) else {
        return Err("the call did not finish at once".to_owned());
    };
    let mut received = received.lock().unwrap_or_else(PoisonError::into_inner).take();
    match &mut received {
        Some(received) if token => drop(O::idempotency_token(received).and_then(Option::take)),
        _ => {}
    }
    Ok((received, outcome))
}

/// The call, if the handler got anything.
fn handled<O: ClientOperation>((received, outcome): Called<O>) -> Result<(O::Input, Outcome<O>), String> {
    match (received, outcome) {
        (Some(received), outcome) => Ok((received, outcome)),
        (None, Err(error)) => Err(format!("the server rejected the input: {error:#}")),
        (None, Ok(_)) => Err("the handler was not called".to_owned()),
    }
}

fn answered<O, R>(
    input: fn() -> O::Input,
    output: fn() -> O::Output,
    same_input: Same<O::Input>,
    same_output: Same<O::Output>,
) -> Checked
where
    O: ClientOperation + ServerOperation,
    O::Input: Debug,
    O::Output: Debug,
    R: Api,
{
    let (received, outcome) = handled::<O>(call::<O, R>(input, move || Ok(output()))?)?;
    same("the handler received", &received, &input(), same_input)?;
    match outcome {
        Ok(found) => same("the caller received", &found, &output(), same_output),
        Err(error) => Err(format!("{error:#}")),
    }
}

fn failed<O, R>(input: fn() -> O::Input, error: fn() -> O::Error, same_input: Same<O::Input>) -> Checked
where
    O: ClientOperation + ServerOperation,
    O::Input: Debug,
    O::Error: PartialEq,
    R: Api,
{
    let (received, outcome) = handled::<O>(call::<O, R>(input, move || Err(error().into()))?)?;
    same("the handler received", &received, &input(), same_input)?;
    match outcome {
        Ok(_) => Err("the caller received an output, not an error".to_owned()),
        Err(found) => match found.into_modeled() {
            Ok(found) => same("the caller received", &found, &error(), PartialEq::eq),
            Err(other) => Err(format!("{other:#}")),
        },
    }
}

fn same<T: Debug>(what: &str, found: &T, expected: &T, are_same: Same<T>) -> Checked {
    if are_same(found, expected) { Ok(()) } else { Err(format!("{what} {found:?}, not {expected:?}")) }
}

fn shows_the_same<T: Debug>(a: &T, b: &T) -> bool {
    format!("{a:?}") == format!("{b:?}")
}

/// A client without methods of the service with the routes `R`.
struct Plain<R, S> {
    core: Core<S>,
    routes: PhantomData<fn() -> R>,
}

impl<R: Api, S> GeneratedClient for Plain<R, S> {
    type Transport = S;
    type Over<T> = Plain<R, T>;
    const SERVICE: &'static ServiceSpec = R::SERVICE;

    fn from_core(core: Core<S>) -> Self {
        Self { core, routes: PhantomData }
    }
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::with_room;

    #[test]
    fn there_is_room_for_large_values() {
        // More than the stack of a test's own thread.
        let large = || if black_box([1_u8; 16 << 20]).contains(&0) { Err(String::new()) } else { Ok(()) };
        assert_eq!(with_room(large), Ok(()));
    }
}
