//! How the body of a request was sent, which may not be how it is read.

use std::fmt;
use std::marker::PhantomData;

#[cfg(feature = "checksum")]
use bytes::Bytes;

use super::Incoming;
#[cfg(feature = "checksum")]
use crate::body::Body;
#[cfg(feature = "checksum")]
use crate::checksum::{ChecksumMember, Claim, Pending, Verified};
#[cfg(feature = "checksum")]
use crate::spec::RequestChecksum;

/// How the body of a request was sent.
#[derive(Default)]
pub(crate) struct Sent<'a> {
    /// What the model says of the request's checksum.
    #[cfg(feature = "checksum")]
    pub(crate) checksum: Option<RequestChecksum>,
    /// The whole body as it was sent, if that is not what is decoded.
    #[cfg(feature = "checksum")]
    pub(crate) bytes: Option<&'a Bytes>,
    /// A stream that is checked while it is read.
    #[cfg(feature = "checksum")]
    pub(crate) pending: Option<Pending>,
    /// Whether a stream is compressed.
    #[cfg(feature = "gzip")]
    pub(crate) is_gzip: bool,
    pub(crate) lifetime: PhantomData<&'a ()>,
}

impl fmt::Debug for Sent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sent").finish_non_exhaustive()
    }
}

impl<'a> Incoming<'a> {
    /// The same request, with what is known of how its body was sent.
    pub(crate) fn with_sent(self, sent: Sent<'a>) -> Self {
        Self { sent, ..self }
    }
}

#[cfg(feature = "checksum")]
impl Incoming<'_> {
    /// What became of a stream with a checksum.
    pub(crate) fn take_pending(&mut self) -> Option<Pending> {
        self.sent.pending.take()
    }

    /// Checks the body of a request against its checksum, by the algorithm that the member names. This comes before
    /// the body is decoded, unless that is where the member is.
    pub fn checksum(&mut self, chosen: &impl ChecksumMember) {
        self.check_body(chosen.text());
    }

    /// Checks the body of a request against its checksum: a stream while it is read.
    pub(crate) fn check_body(&mut self, chosen: Option<&str>) {
        let Some(demand) = self.sent.checksum else { return };
        let claim = Claim::of_request(self.headers, demand, chosen, self.stream.is_some());
        let result = claim.and_then(|claim| {
            let Some(claim) = claim else { return Ok(()) };
            let Some(stream) = self.stream.take() else { return claim.check(self.sent.bytes.unwrap_or(self.body)) };
            let (verified, pending) = Verified::pending(stream, claim);
            self.stream = Some(Body::stream(verified));
            self.sent.pending = Some(pending);
            Ok(())
        });
        if let Err(fault) = result {
            self.fault.get_or_insert(fault);
        }
    }
}
