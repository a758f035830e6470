//! Serves samples: handlers that return outputs and errors from a file, whatever the input.
//!
//! Which sample a request gets depends on its input alone, so that a test that sends the same gets the same.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use serde::Deserialize;
use serde_json::value::RawValue;
use shapewright_runtime::private::{Decode, deserialize};
use shapewright_runtime::server::{Dispatch, Router};
use shapewright_runtime::{ByteStream, Error};

/// The samples of a service.
#[derive(Debug)]
pub struct Samples {
    operations: BTreeMap<String, Operation>,
    /// Whether some requests get errors.
    errors: bool,
}

/// The samples of an operation.
#[derive(Debug, Deserialize)]
struct Operation {
    outputs: Vec<Sample>,
    errors: Vec<(String, Sample)>,
}

/// A value in the serde form of its type.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct Sample(Box<RawValue>);

impl Sample {
    /// The value.
    ///
    /// # Errors
    ///
    /// It is not one of this type.
    pub fn read<T: Decode>(&self) -> Result<T, String> {
        deserialize(&mut serde_json::Deserializer::from_str(self.0.get()))
            .map_err(|error| format!("{error}: {}", self.0.get()))
    }
}

impl Samples {
    /// Returns a sample of an operation. `put` puts a stream into its output; `error` makes its error of that name.
    ///
    /// # Errors
    ///
    /// A sample of an error. Operations without a sample fail with an internal error.
    pub fn respond<I: fmt::Debug, O: Decode, E>(
        &self,
        operation: &str,
        input: &I,
        put: fn(&mut O, ByteStream),
        error: fn(&str, &Sample) -> Result<Option<E>, String>,
    ) -> Result<O, Error<E>> {
        let none = || Error::internal(format!("no sample for {operation} was found"));
        let samples = self.operations.get(operation).ok_or_else(none)?;
        let mut hasher = DefaultHasher::new();
        format!("{input:?}").hash(&mut hasher);
        let outputs = samples.outputs.len();
        let all = if self.errors { outputs + samples.errors.len() } else { outputs };
        let chosen = usize::try_from(hasher.finish() % u64::try_from(all.max(1)).unwrap_or(1)).unwrap_or(0);
        if let Some((name, sample)) = chosen.checked_sub(outputs).and_then(|index| samples.errors.get(index)) {
            let error = error(name, sample).map_err(Error::internal)?.ok_or_else(none)?;
            return Err(Error::Modeled { error, response: None });
        }
        let mut output = samples.outputs.get(chosen).ok_or_else(none)?.read().map_err(Error::internal)?;
        put(&mut output, ByteStream::from("sample"));
        Ok(output)
    }
}

/// Serves the samples in the file that the program's first argument names; a second argument `errors` adds the samples
/// of errors. Writes the address to standard output, and faults to standard error, a line each, until it is stopped.
pub fn run<T, R>(router: impl FnOnce(Samples) -> Router<T, R>) -> ExitCode
where
    T: Send + Sync + 'static,
    R: Dispatch<T> + 'static,
{
    let mut arguments = std::env::args_os().skip(1);
    let Some(file) = arguments.next() else {
        return failed("a file with samples is needed");
    };
    let errors = arguments.next().is_some_and(|argument| argument == "errors");
    match read(file.as_ref()).and_then(|operations| serve(router(Samples { operations, errors }))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(error),
    }
}

fn failed(error: impl fmt::Display) -> ExitCode {
    // Standard error is all that there is for this.
    let _ = writeln!(io::stderr(), "error: {error}");
    ExitCode::FAILURE
}

fn read(file: &Path) -> io::Result<BTreeMap<String, Operation>> {
    Ok(serde_json::from_slice(&std::fs::read(file)?)?)
}

fn serve<T, R>(router: Router<T, R>) -> io::Result<()>
where
    T: Send + Sync + 'static,
    R: Dispatch<T> + 'static,
{
    let router = router.on_fault(|fault| {
        let _ = writeln!(io::stderr(), "{:?}: {}", fault.operation, fault.chain());
    });
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
        writeln!(io::stdout(), "http://{}", listener.local_addr()?)?;
        axum::serve(listener, axum::Router::new().fallback_service(router)).await
    })
}
