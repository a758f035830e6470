//! What a client decides about the checksums of a call.

use super::{Algorithm, ChecksumMember};
use crate::spec::{OperationSpec, RequestChecksum};
use crate::wire::{Fault, Segment};

/// What a client decides about the checksums of a call before it writes the request (`aws.protocols#httpChecksum`,
/// "Client behavior").
///
/// Generated code names the members of the input that are about checksums; those that the caller left out are set to
/// what the client decides, because the service reads them, too.
#[derive(Debug)]
pub struct ChecksumChoice {
    spec: &'static OperationSpec,
    /// Whether a checksum is left out where the model does not demand it.
    only_required: bool,
    /// Whether the caller brings a checksum.
    given: bool,
    pub(crate) algorithm: Option<&'static Algorithm>,
    /// Whether the response's checksum is validated.
    pub(crate) validate: bool,
    pub(crate) fault: Option<Fault>,
}

impl ChecksumChoice {
    pub(crate) fn new(spec: &'static OperationSpec, only_required: bool, given: bool) -> Self {
        let algorithm = match spec.request_checksum {
            RequestChecksum::ContentMd5 => Some(&super::CONTENT_MD5),
            RequestChecksum::None | RequestChecksum::Algorithm { .. } => None,
        };
        Self { spec, only_required, given, algorithm, validate: false, fault: None }
    }

    /// A member that is bound to the header of a checksum.
    pub fn given(&mut self, member: &impl ChecksumMember) {
        self.given |= member.text().is_some();
    }

    /// The member that names the algorithm of the request's checksum. It comes after what is [given](Self::given).
    pub fn algorithm(&mut self, name: &'static str, member: &mut impl ChecksumMember) {
        let RequestChecksum::Algorithm { supported, required } = self.spec.request_checksum else { return };
        if let Some(chosen) = member.text() {
            self.algorithm = Algorithm::named(chosen);
            if self.algorithm.is_none() && !self.given {
                let reason = format!("the checksum algorithm {chosen} is not supported");
                self.fault.get_or_insert(Fault { path: vec![Segment::Member(name)], reason });
            }
        } else if !self.given && (required || !self.only_required) {
            self.algorithm = default(supported);
            if let Some(algorithm) = self.algorithm {
                member.set(algorithm.name);
            }
        }
    }

    /// The member that asks for a checksum of the response.
    pub fn mode(&mut self, member: &mut impl ChecksumMember) {
        if member.text().is_none() && !self.only_required {
            member.set(ENABLED);
        }
        self.validate = member.text() == Some(ENABLED);
    }
}

/// The value of a member that asks for a checksum of the response.
const ENABLED: &str = "ENABLED";

/// CRC32, which is fast and which every client must know, unless the service takes others only.
fn default(supported: &[&str]) -> Option<&'static Algorithm> {
    let first = supported.iter().find_map(|name| Algorithm::named(name));
    if supported.is_empty() || supported.contains(&"CRC32") { Algorithm::named("CRC32") } else { first }
}
