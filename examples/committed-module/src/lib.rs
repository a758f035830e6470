//! Converts amounts of money at the rates of a service.

pub mod api;

use api::Error;
use api::rates::Rates;
use api::rates::errors::GetRateError;
use api::rates::types::{GetRateInput, GetRateInputRequired};

/// Converts an amount. The service may be a client, or anything else that implements its trait.
pub async fn convert(service: &impl Rates, amount: f64, base: &str, quote: &str) -> Result<f64, Error<GetRateError>> {
    let input = GetRateInputRequired { base: base.to_owned(), quote: quote.to_owned() };
    let output = service.get_rate(GetRateInput::from(input).into()).await?;
    Ok(amount * output.rate)
}
