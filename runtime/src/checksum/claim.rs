//! What a message says its checksum is.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{self, HeaderMap};

use super::{ALGORITHMS, Algorithm, CONTENT_MD5, TRAILER};
use crate::spec::RequestChecksum;
use crate::wire::Fault;

/// What a message says its checksum is.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub(crate) algorithm: &'static Algorithm,
    /// The digest; `None` where a trailer will hold it.
    pub(super) digest: Option<Vec<u8>>,
}

impl Claim {
    /// What a request says. A server checks one checksum: the one by the algorithm that the request names, or else the
    /// first of those that the operation supports (`aws.protocols#httpChecksum`, "Service behavior").
    ///
    /// # Errors
    ///
    /// The checksum is missing although the model demands it or the request names its algorithm, or it is not base64.
    pub(crate) fn of_request(
        headers: &HeaderMap,
        demand: RequestChecksum,
        chosen: Option<&str>,
        is_stream: bool,
    ) -> Result<Option<Self>, Fault> {
        let mut candidates: Vec<&'static Algorithm> = match (demand, chosen) {
            (RequestChecksum::None, _) => return Ok(None),
            (RequestChecksum::Algorithm { .. }, Some(name)) => {
                // The name is a value of the request, which faults do not show.
                let unknown = || Fault::new("the checksum algorithm is not supported");
                vec![Algorithm::named(name).ok_or_else(unknown)?]
            }
            (RequestChecksum::Algorithm { supported, .. }, None) if !supported.is_empty() => {
                supported.iter().filter_map(|name| Algorithm::named(name)).collect()
            }
            (RequestChecksum::Algorithm { .. } | RequestChecksum::ContentMd5, _) => ALGORITHMS.iter().collect(),
        };
        let required = match demand {
            RequestChecksum::None => false,
            RequestChecksum::ContentMd5 => true,
            RequestChecksum::Algorithm { required, .. } => required || chosen.is_some(),
        };
        if chosen.is_none() {
            // Clients that know `httpChecksum` send other checksums where the older trait asks for MD5.
            candidates.push(&CONTENT_MD5);
        }
        for &algorithm in &candidates {
            if headers.contains_key(&algorithm.header) {
                let digest = Some(header_digest(algorithm, headers)?);
                return Ok(Some(Self { algorithm, digest }));
            }
        }
        let declared = |algorithm: &&&'static Algorithm| declares_trailer(headers, algorithm);
        match candidates.iter().find(declared) {
            Some(&algorithm) if is_stream => Ok(Some(Self { algorithm, digest: None })),
            _ if required => {
                let expected = match demand {
                    RequestChecksum::ContentMd5 => CONTENT_MD5.header.as_str(),
                    _ => candidates.first().map_or("", |algorithm| algorithm.header.as_str()),
                };
                Err(Fault::new(format!("header {expected}: the body's checksum is missing")))
            }
            _ => Ok(None),
        }
    }

    /// What a response says: the first of these algorithms that it has a checksum by. Checksums of an object that was
    /// put together from parts, which end with their number, are not of the body.
    ///
    /// # Errors
    ///
    /// The checksum is not base64.
    pub(crate) fn of_response(headers: &HeaderMap, algorithms: &[&str]) -> Result<Option<Self>, Fault> {
        for algorithm in algorithms.iter().filter_map(|name| Algorithm::named(name)) {
            let Some(value) = headers.get(&algorithm.header) else { continue };
            if !is_of_parts(value.as_bytes()) {
                let digest = Some(header_digest(algorithm, headers)?);
                return Ok(Some(Self { algorithm, digest }));
            }
        }
        Ok(None)
    }

    /// Checks a body that is all there.
    ///
    /// # Errors
    ///
    /// The checksum does not match.
    pub(crate) fn check(&self, body: &[u8]) -> Result<(), Fault> {
        if self.digest.as_ref().is_none_or(|digest| *digest == self.algorithm.digest(body)) {
            return Ok(());
        }
        Err(self.mismatch())
    }

    pub(super) fn mismatch(&self) -> Fault {
        Fault::new(format!("header {}: the checksum does not match the body", self.algorithm.header))
    }
}

fn header_digest(algorithm: &Algorithm, headers: &HeaderMap) -> Result<Vec<u8>, Fault> {
    let value = headers.get(&algorithm.header).map(|value| value.as_bytes()).unwrap_or_default();
    decode(algorithm, value)
}

/// Reads a checksum.
///
/// # Errors
///
/// It is not base64.
pub(super) fn decode(algorithm: &Algorithm, value: &[u8]) -> Result<Vec<u8>, Fault> {
    let text = value.trim_ascii();
    STANDARD
        .decode(text)
        .map_err(|_| Fault::new(format!("header {}: the checksum is not valid base64", algorithm.header)))
}

/// Whether a request says that this checksum comes in a trailer.
fn declares_trailer(headers: &HeaderMap, algorithm: &Algorithm) -> bool {
    let declared = headers.get_all(TRAILER).iter().chain(headers.get_all(header::TRAILER));
    let mut names = declared.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    names.any(|name| name.trim().eq_ignore_ascii_case(algorithm.header.as_str()))
}

fn is_of_parts(value: &[u8]) -> bool {
    let mut ends = value.rsplitn(2, |byte| *byte == b'-');
    let is_number = ends.next().is_some_and(|parts| !parts.is_empty() && parts.iter().all(u8::is_ascii_digit));
    is_number && ends.next().is_some()
}
