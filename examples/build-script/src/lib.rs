//! A counter. The module `api` is generated when this crate is built.

include!(concat!(env!("OUT_DIR"), "/api.rs"));

use std::sync::atomic::{AtomicI32, Ordering};

use api::counter::Counter;
use api::counter::errors::CountError;
use api::counter::types::{CountInput, CountOutput};
use api::{Error, Request};

/// The sum.
#[derive(Default)]
pub struct Sum(AtomicI32);

impl Counter for Sum {
    async fn count(&self, request: Request<CountInput>) -> Result<CountOutput, Error<CountError>> {
        let by = request.input.by;
        Ok(CountOutput::new(self.0.fetch_add(by, Ordering::Relaxed).wrapping_add(by)))
    }
}
