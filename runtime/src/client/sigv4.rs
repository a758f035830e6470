//! AWS Signature Version 4, by Amazon's own crates.

use std::fmt;
use std::time::SystemTime;

use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_sigv4::http_request::{PayloadChecksumKind, SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;

use super::sign::{Sign, Signing};
use crate::body::Body;
use crate::error::BoxError;

/// Signs requests with AWS Signature Version 4 (Smithy 2.0, `aws.auth#sigv4` trait).
///
/// A body that is a stream is not part of the signature.
pub struct SigV4 {
    name: String,
    region: String,
    credentials: SharedCredentialsProvider,
}

impl SigV4 {
    /// A signer for the service of this signing name, such as `execute-api`, in this region, such as `us-east-1`.
    ///
    /// The provider is asked for each attempt, so that one which fetches credentials should remember them. Fixed
    /// credentials (`aws_credential_types::Credentials`) are a provider, too.
    pub fn new(
        name: impl Into<String>,
        region: impl Into<String>,
        credentials: impl ProvideCredentials + 'static,
    ) -> Self {
        let credentials = SharedCredentialsProvider::new(credentials);
        Self { name: name.into(), region: region.into(), credentials }
    }

    async fn add_signature(&self, request: &mut http::Request<Body>) -> Result<(), BoxError> {
        let identity = self.credentials.provide_credentials().await?.into();
        let mut settings = SigningSettings::default();
        let body = match request.body().as_bytes() {
            Some(bytes) => SignableBody::Bytes(bytes),
            None => {
                // The header tells the service not to look for the body in the signature.
                settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
                SignableBody::UnsignedPayload
            }
        };
        let params = SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(&self.name)
            .time(SystemTime::now())
            .settings(settings)
            .build()?
            .into();
        // Only text can be signed; a service that needs another header to be signed refuses the request.
        let headers = request.headers().iter();
        let headers = headers.filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
        let signable = SignableRequest::new(request.method().as_str(), request.uri().to_string(), headers, body)?;
        let (instructions, _) = sign(signable, &params)?.into_parts();
        instructions.apply_to_request_http1x(request);
        Ok(())
    }
}

impl Sign for SigV4 {
    fn sign<'a>(&'a self, request: &'a mut http::Request<Body>) -> Signing<'a> {
        Box::pin(self.add_signature(request))
    }
}

impl fmt::Debug for SigV4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigV4").field("name", &self.name).field("region", &self.region).finish_non_exhaustive()
    }
}
