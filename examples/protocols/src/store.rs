//! An implementation of the service that keeps everything in memory. It does not know of protocols.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::api::parcels::Parcels;
use crate::api::parcels::errors::*;
use crate::api::parcels::types::*;
use crate::api::{Error, Request, Timestamp};

/// The parcels by id.
#[derive(Debug, Default)]
pub struct Store {
    parcels: Mutex<BTreeMap<String, TrackParcelOutput>>,
}

impl Store {
    /// A handler that panicked cannot have left the map half changed: each change is one insert or push.
    fn parcels(&self) -> MutexGuard<'_, BTreeMap<String, TrackParcelOutput>> {
        self.parcels.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Parcels for Store {
    async fn register_parcel(
        &self,
        request: Request<RegisterParcelInput>,
    ) -> Result<RegisterParcelOutput, Error<RegisterParcelError>> {
        let RegisterParcelInput { id, labels, photo } = request.input;
        let mut parcels = self.parcels();
        if parcels.contains_key(&id) {
            return Err(ParcelExists::new().with_message(format!("There is a parcel {id} already.")).into());
        }
        let mut parcel = TrackParcelOutput::new();
        parcel.labels = labels;
        parcel.photo = photo;
        parcels.insert(id, parcel);
        Ok(RegisterParcelOutput::new(Timestamp::now()))
    }

    async fn record_scan(&self, request: Request<RecordScanInput>) -> Result<RecordScanOutput, Error<RecordScanError>> {
        let RecordScanInput { id, scan } = request.input;
        let mut parcels = self.parcels();
        let parcel = parcels.get_mut(&id).ok_or_else(|| not_found(id))?;
        let scans = parcel.scans.get_or_insert_default();
        scans.push(scan);
        Ok(RecordScanOutput::new(i32::try_from(scans.len()).unwrap_or(i32::MAX)))
    }

    async fn track_parcel(
        &self,
        request: Request<TrackParcelInput>,
    ) -> Result<TrackParcelOutput, Error<TrackParcelError>> {
        let id = request.input.id;
        let found = self.parcels().get(&id).cloned();
        Ok(found.ok_or_else(|| not_found(id))?)
    }
}

fn not_found(id: String) -> ParcelNotFound {
    ParcelNotFound::new().with_message(format!("There is no parcel {id}.")).with_id(id)
}
