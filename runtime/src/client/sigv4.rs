//! AWS Signature Version 4, by Amazon's own crates.

#[cfg(feature = "event-stream")]
mod events;

use std::fmt;
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings, UriPathNormalizationMode,
    sign,
};
use aws_sigv4::sign::v4::SigningParams;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};

use super::sign::{Sign, Signing};
use crate::body::Body;
use crate::cause::BoxError;
use crate::spec::Auth;

/// What stands for the digest of a body whose events are signed one by one.
const EVENTS: &str = "STREAMING-AWS4-HMAC-SHA256-EVENTS";

/// Signs requests with AWS Signature Version 4 (Smithy 2.0, `aws.auth#sigv4` trait).
///
/// | operation | signature |
/// |---|---|
/// | `@auth([])`, or of other schemes | none |
/// | `@optionalAuth`, and there are no credentials | none |
/// | `@unsignedPayload` | of all but the body |
/// | with events in the request | of each event as well |
/// | any other | of all; a stream is read into memory before (see [`with_unsigned_streams`](Self::with_unsigned_streams)) |
pub struct SigV4 {
    name: String,
    region: String,
    credentials: SharedCredentialsProvider,
    /// Whether paths are signed as they are sent, and digests of bodies are sent.
    is_s3: bool,
    unsigned_streams: bool,
    clock: Clock,
}

type Clock = std::sync::Arc<dyn Fn() -> SystemTime + Send + Sync>;

impl SigV4 {
    /// A signer for the service of this signing name, such as `execute-api`, in this region, such as `us-east-1`.
    ///
    /// A generated client fills in the signing name of its model: see `sigv4` of its builder.
    ///
    /// The provider is called for each attempt, so one that fetches credentials should cache them. Fixed credentials
    /// (`aws_credential_types::Credentials`) are a provider, too.
    ///
    /// Paths are signed as S3 does, as they are sent, for the signing names that begin with `s3`, and normalized and
    /// encoded once more for all others.
    pub fn new(
        name: impl Into<String>,
        region: impl Into<String>,
        credentials: impl ProvideCredentials + 'static,
    ) -> Self {
        let name = name.into();
        let is_s3 = name == "s3" || name == "s3express" || name.starts_with("s3-");
        let credentials = SharedCredentialsProvider::new(credentials);
        let clock = std::sync::Arc::new(SystemTime::now);
        Self { name, region: region.into(), credentials, is_s3, unsigned_streams: is_s3, clock }
    }

    /// Leaves bodies that are streams out of signatures, instead of reading them into memory before they are sent. Not
    /// every service accepts that; S3 does, for which it is the default.
    #[must_use = "this returns the signer that does so"]
    pub fn with_unsigned_streams(self) -> Self {
        Self { unsigned_streams: true, ..self }
    }

    /// Sets the clock for signatures, for a host whose own clock is wrong. The default is the system's clock.
    #[must_use = "this returns the signer that does so"]
    pub fn with_clock(self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self { clock: std::sync::Arc::new(now), ..self }
    }

    async fn add_signature(&self, request: &mut http::Request<Body>) -> Result<(), BoxError> {
        let mut auth = request.extensions().get::<Auth>().copied().unwrap_or(Auth::NONE);
        // An absent stream has no content type, and nothing that is to be signed.
        auth.event_stream &= request.body().as_bytes().is_none() || request.headers().contains_key(CONTENT_TYPE);
        let credentials = match self.credentials.provide_credentials().await {
            Ok(credentials) => credentials,
            Err(CredentialsError::CredentialsNotLoaded(_)) if auth.optional => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        if auth.event_stream {
            // Signatures make even an empty stream longer.
            request.headers_mut().remove(CONTENT_LENGTH);
        }
        let signature = self.add_headers(request, auth, credentials.clone())?;
        if auth.event_stream {
            self.sign_events(request, credentials, signature)?;
        }
        Ok(())
    }

    /// Adds the signature to the headers, and returns it.
    fn add_headers(
        &self,
        request: &mut http::Request<Body>,
        auth: Auth,
        credentials: Credentials,
    ) -> Result<String, BoxError> {
        let mut settings = SigningSettings::default();
        // Paths are normalized here: Amazon's crate leaves a slash at the end where botocore does not.
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
        if self.is_s3 {
            settings.percent_encoding_mode = PercentEncodingMode::Single;
        }
        let body = self.signable_body(request, auth)?;
        if self.is_s3 || !matches!(body, SignableBody::Bytes(_)) {
            // The header tells the service not to look for the body in the signature.
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        }
        let identity = credentials.into();
        let params = SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(&self.name)
            .time((self.clock)())
            .settings(settings)
            .build()?
            .into();
        // Only text can be signed; a service that needs another header to be signed refuses the request.
        let headers = request.headers().iter();
        let headers = headers.filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
        let uri = self.signed_uri(request.uri());
        let signable = SignableRequest::new(request.method().as_str(), uri, headers, body)?;
        let (instructions, signature) = sign(signable, &params)?.into_parts();
        instructions.apply_to_request_http1x(request);
        Ok(signature)
    }

    fn signable_body<'r>(&self, request: &'r http::Request<Body>, auth: Auth) -> Result<SignableBody<'r>, BoxError> {
        if auth.event_stream {
            return Ok(SignableBody::Precomputed(EVENTS.to_owned()));
        }
        match request.body().as_bytes() {
            Some(bytes) if !auth.unsigned_payload => Ok(SignableBody::Bytes(bytes)),
            // The trailers of `aws-chunked` are named.
            None if request.headers().contains_key("x-amz-trailer") => {
                Ok(SignableBody::StreamingUnsignedPayloadTrailer)
            }
            _ if auth.unsigned_payload || self.unsigned_streams => Ok(SignableBody::UnsignedPayload),
            _ => Err("a stream cannot be signed: give its bytes, or see `SigV4::with_unsigned_streams`".into()),
        }
    }

    /// The URI with the path as it is signed.
    fn signed_uri(&self, uri: &http::Uri) -> String {
        if self.is_s3 {
            return uri.to_string();
        }
        let scheme = uri.scheme_str().unwrap_or("https");
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        format!("{scheme}://{authority}{}{query}", normalized(uri.path()))
    }

    #[cfg(feature = "event-stream")]
    fn sign_events(
        &self,
        request: &mut http::Request<Body>,
        credentials: Credentials,
        signature: String,
    ) -> Result<(), BoxError> {
        let events = std::mem::take(request.body_mut());
        *request.body_mut() = Body::stream(events::SignedEvents::new(events, self, credentials, signature));
        Ok(())
    }

    #[cfg(not(feature = "event-stream"))]
    fn sign_events(&self, _: &mut http::Request<Body>, _: Credentials, _: String) -> Result<(), BoxError> {
        Err("signing events requires the feature `event-stream`".into())
    }
}

/// A path without empty segments and `.`, and without `..` and what that leaves (RFC 3986, section 5.2.4), as botocore
/// has it: only a slash at the end leaves one there.
fn normalized(path: &str) -> String {
    let mut segments = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    let end = if path.ends_with('/') && !segments.is_empty() { "/" } else { "" };
    format!("/{}{end}", segments.join("/"))
}

impl Sign for SigV4 {
    fn scheme(&self) -> Option<&str> {
        Some("aws.auth#sigv4")
    }

    fn covers_body(&self, auth: &Auth) -> bool {
        !(auth.unsigned_payload || auth.event_stream || self.unsigned_streams)
    }

    fn sign<'a>(&'a self, request: &'a mut http::Request<Body>) -> Signing<'a> {
        Box::pin(self.add_signature(request))
    }
}

impl fmt::Debug for SigV4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigV4").field("name", &self.name).field("region", &self.region).finish_non_exhaustive()
    }
}
