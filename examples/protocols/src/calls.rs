//! The calls of a client: the same in every protocol.

use std::error::Error as StdError;
use std::fmt;

use crate::api::parcels::client::Client;
use crate::api::parcels::errors::TrackParcelError;
use crate::api::parcels::types::*;
use crate::api::{Error, Protocol, Timestamp};

/// What the calls returned.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Outcome {
    /// How many scans the server had counted after the last one.
    pub scan_count: i32,
    /// The parcel.
    pub parcel: TrackParcelOutput,
    /// The error for a parcel that is not registered.
    pub missing: ParcelNotFound,
    /// The message for an id that breaks a constraint of the model.
    pub refusal: String,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places: Vec<&str> = self.parcel.scans.iter().flatten().map(|scan| scan.place.as_str()).collect();
        let missing = self.missing.message.as_deref().unwrap_or_default();
        let refusal = self.refusal.split('.').next().unwrap_or_default();
        write!(f, "scanned in {}; {missing} {refusal}.", places.join(", "))
    }
}

/// The parcel that is registered and scanned. Its values are of the kinds that protocols spell differently: a map, bytes,
/// a list, fractions of a second.
///
/// # Errors
///
/// None: the times are within the range of timestamps.
pub fn sent() -> Result<TrackParcelOutput, Box<dyn StdError>> {
    let labels = [("recipient", "Åse & Søn <Bergen>"), ("service", "express")];
    let oslo = Scan::new("Oslo", Timestamp::new(1_790_000_000, 0)?);
    let bergen = Scan::new("Bergen", Timestamp::new(1_790_030_000, 250_000_000)?);
    Ok(TrackParcelOutput::new()
        .with_labels(labels)
        .with_photo(vec![0x89, b'P', b'N', b'G', 0x00, 0xff])
        .with_scans([oslo, bergen]))
}

/// Registers a parcel, scans it, tracks it, and makes two calls that fail.
///
/// # Errors
///
/// A call fails that should succeed, one succeeds or fails otherwise than it should, or the parcel is not what was sent.
pub async fn run(endpoint: &str, protocol: Protocol, id: &str) -> Result<Outcome, Box<dyn StdError>> {
    let client = Client::builder().endpoint(endpoint).protocol(protocol).build()?;
    let sent = sent()?;

    let mut input = RegisterParcelInput::new(id);
    input.labels = sent.labels.clone();
    input.photo = sent.photo.clone();
    client.register_parcel(input).await?;

    let mut scan_count = 0;
    for scan in sent.scans.iter().flatten() {
        scan_count = client.record_scan(RecordScanInput::new(id, scan.clone())).await?.scan_count;
    }

    let parcel = client.track_parcel(TrackParcelInput::new(id)).await?;
    if parcel != sent {
        return Err(format!("expected {sent:?}, not {parcel:?}").into());
    }

    // An error that the model names is a variant.
    let missing = match client.track_parcel(TrackParcelInput::new("ZZ0000")).await {
        Err(Error::Modeled { error: TrackParcelError::ParcelNotFound(missing), .. }) => missing,
        other => return Err(format!("expected ParcelNotFound, not {other:?}").into()),
    };

    // The server refuses what breaks a constraint, before the handler sees it.
    let refusal = match client.track_parcel(TrackParcelInput::new("parcel-1")).await {
        Err(error) if error.status() == Some(400) => error.message().unwrap_or_default().to_owned(),
        other => return Err(format!("expected a refusal, not {other:?}").into()),
    };
    Ok(Outcome { scan_count, parcel, missing, refusal })
}
