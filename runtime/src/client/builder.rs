//! The configuration of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::Core;
use super::buckets::Buckets;
use super::build_error::BuildError;
use super::endpoint::Endpoint;
use super::retry::Backoff;
use super::sign::Sign;
use super::transport::{DefaultTransport, Transport};
use super::user_agent;
use crate::protocol::{Behavior, Protocol, ServiceSpec};
use crate::request::BucketAddressing;
use crate::validate::Violations;
use crate::{CallOptions, Leniency, Validation};

/// A generated client over some transport, as [`Builder`] makes it.
#[doc(hidden)]
pub trait GeneratedClient: Sized {
    /// The transport.
    type Transport;
    /// The same client over another transport.
    type Over<S>: GeneratedClient<Transport = S>;
    /// What the model says of the service.
    const SERVICE: &'static ServiceSpec;
    /// Wraps the core.
    fn from_core(core: Core<Self::Transport>) -> Self;
}

/// A generated client whose model states a name for AWS signatures (Smithy 2.0, `aws.auth#sigv4` trait).
///
/// Generated code implements it; `Builder::sigv4` needs it, and `SigV4` takes the name where other settings are wanted:
/// both come with the feature `sigv4`.
pub trait SignedClient: GeneratedClient {
    /// The signing name of the service, such as `execute-api`.
    const SIGNING_NAME: &'static str;
}

/// How a client calls its service.
pub(super) struct Settings {
    pub(super) endpoint: Endpoint,
    pub(super) user_agent: HeaderValue,
    pub(super) service: &'static ServiceSpec,
    pub(super) protocol: &'static dyn Behavior,
    pub(super) config: Config,
}

/// What has a default.
pub(super) struct Config {
    pub(super) host_prefix: bool,
    pub(super) buckets: Buckets,
    pub(super) backoff: Backoff,
    pub(super) response_limit: usize,
    pub(super) signer: Option<Box<dyn Sign>>,
    #[cfg(feature = "gzip")]
    pub(super) gzip_from: usize,
    #[cfg(feature = "checksum")]
    pub(super) only_required_checksums: bool,
    #[cfg(feature = "checksum")]
    pub(super) on_response_checksum: Option<OnChecksum>,
    pub(super) buffer_limit: usize,
    defaults: CallOptions,
    on_violations: Option<OnViolations>,
    idempotency_tokens: Option<Tokens>,
}

type OnViolations = Box<dyn Fn(&str, &Violations) + Send + Sync>;
#[cfg(feature = "checksum")]
pub(super) type OnChecksum = Arc<dyn Fn(&str, Option<&str>) + Send + Sync>;
type Tokens = Box<dyn Fn() -> String + Send + Sync>;
type Open<S> = Box<dyn FnOnce(&Endpoint) -> Result<S, BuildError> + Send>;

impl Config {
    /// A caller's options, completed by the client's.
    pub(super) fn options(&self, call: CallOptions) -> CallOptions {
        CallOptions {
            timeout: call.timeout.or(self.defaults.timeout),
            attempt_timeout: call.attempt_timeout.or(self.defaults.attempt_timeout),
            max_attempts: call.max_attempts.or(self.defaults.max_attempts),
            validation: call.validation.or(self.defaults.validation),
            leniency: call.leniency.or(self.defaults.leniency),
            bucket_addressing: call.bucket_addressing,
        }
    }

    pub(super) fn warn(&self, operation: &str, violations: &Violations) {
        if let Some(on_violations) = &self.on_violations {
            on_violations(operation, violations);
        }
    }

    /// Reports how the checksum of a response was validated.
    #[cfg(feature = "checksum")]
    pub(super) fn report_checksum(&self, operation: &str, algorithm: Option<&str>) {
        if let Some(report) = &self.on_response_checksum {
            report(operation, algorithm);
        }
    }

    pub(super) fn idempotency_token(&self) -> String {
        self.idempotency_tokens.as_ref().map_or_else(|| uuid::Uuid::new_v4().to_string(), |tokens| tokens())
    }
}

/// Configures and makes a generated client.
#[must_use = "a builder does nothing before `build` is called"]
pub struct Builder<C: GeneratedClient> {
    open: Open<C::Transport>,
    endpoint: Option<String>,
    app_name: Option<String>,
    user_agent: Option<String>,
    protocol: Option<Protocol>,
    config: Config,
}

impl<C: GeneratedClient<Transport = DefaultTransport>> Builder<C> {
    /// A builder with the defaults.
    #[doc(hidden)]
    pub fn new() -> Self {
        let config = Config {
            host_prefix: true,
            buckets: Buckets::default(),
            backoff: Backoff::default(),
            response_limit: 64 << 20,
            signer: None,
            #[cfg(feature = "gzip")]
            gzip_from: crate::compress::MIN_LENGTH,
            #[cfg(feature = "checksum")]
            only_required_checksums: false,
            #[cfg(feature = "checksum")]
            on_response_checksum: None,
            buffer_limit: 16 << 20,
            defaults: CallOptions::new(),
            on_violations: None,
            idempotency_tokens: None,
        };
        Self {
            open: Box::new(DefaultTransport::open),
            endpoint: None,
            app_name: None,
            user_agent: None,
            protocol: None,
            config,
        }
    }
}

impl<C: GeneratedClient> Builder<C> {
    /// Sets where the service is, such as `https://api.example.com/v1`. This has no default.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Sets the transport that sends the requests.
    pub fn transport<S: Transport>(self, transport: S) -> Builder<C::Over<S>> {
        let Self { open: _, endpoint, app_name, user_agent, protocol, config } = self;
        Builder { open: Box::new(|_| Ok(transport)), endpoint, app_name, user_agent, protocol, config }
    }

    /// Sets which of the service's protocols the client speaks. The default is the first one that the generated crate
    /// lists for the service.
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.protocol = Some(protocol);
        self
    }

    /// Sends every request to the endpoint's own host, even if the model puts a prefix before it (Smithy 2.0, `endpoint`
    /// trait): for services on a local machine.
    pub fn without_host_prefix(mut self) -> Self {
        self.config.host_prefix = false;
        self
    }

    /// Sets the maximum time for a call with all its attempts, including the response's headers and its body, unless that
    /// is a stream. By default, there is no limit.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.config.defaults.timeout = Some(timeout);
        self
    }

    /// Sets the maximum time for one attempt. By default, there is no limit.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.config.defaults.attempt_timeout = Some(timeout);
        self
    }

    /// Sets the maximum number of attempts of a call, including the first. The default is 3; 1 means no retries.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.config.defaults.max_attempts = Some(attempts);
        self
    }

    /// Sets the waits between attempts: at most `base` before the second, twice that with each attempt, and never more
    /// than `cap`, not even where the service asks for more with `Retry-After`. The default is 100 ms and 20 s.
    pub fn backoff(mut self, base: Duration, cap: Duration) -> Self {
        self.config.backoff.base = base;
        self.config.backoff.cap = cap;
        self
    }

    /// Sets how long after its beginning a call may begin another attempt. The default is 60 s.
    pub fn retry_for(mut self, total: Duration) -> Self {
        self.config.backoff.total = total;
        self
    }

    /// Sets how an input that breaks constraints is handled. By default, it is sent.
    pub fn validation(mut self, validation: Validation) -> Self {
        self.config.defaults.validation = Some(validation);
        self
    }

    /// Sets how leniently responses are read. The default is [`Leniency::Standard`]. Error responses are always read as
    /// leniently as can be.
    pub fn leniency(mut self, leniency: Leniency) -> Self {
        self.config.defaults.leniency = Some(leniency);
        self
    }

    /// Sets a function that is called with the operation's name and the violations when an input breaks constraints under
    /// [`Validation::Warn`].
    pub fn on_violations(mut self, tell: impl Fn(&str, &Violations) + Send + Sync + 'static) -> Self {
        self.config.on_violations = Some(Box::new(tell));
        self
    }

    /// Sets where requests of Amazon S3, and of services like it, name their bucket. The default is the host if the endpoint
    /// is one of Amazon S3, such as `https://s3.us-west-2.amazonaws.com`, and the path otherwise.
    pub fn bucket_addressing(mut self, addressing: BucketAddressing) -> Self {
        self.config.buckets.addressing = Some(addressing);
        self
    }

    /// Sends requests with a bucket in the host to the dual-stack form of the endpoint, such as
    /// `mybucket.s3.dualstack.us-west-2.amazonaws.com` (Smithy 2.0, "S3 Dual-Stack Endpoints").
    pub fn dual_stack(mut self) -> Self {
        self.config.buckets.dual_stack = true;
        self
    }

    /// Sends requests with a bucket in the host to the accelerated form of the endpoint, such as
    /// `mybucket.s3-accelerate.amazonaws.com` (Smithy 2.0, "S3 Transfer Acceleration Endpoints").
    pub fn accelerate(mut self) -> Self {
        self.config.buckets.accelerate = true;
        self
    }

    /// Sets the maximum length of a response body that is not a stream, in bytes. The default is 64 MiB.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.config.response_limit = bytes;
        self
    }

    /// Sets how many bytes of a stream are read into memory where something that is sent before it depends on its
    /// content, such as a signature or the header `Content-MD5`. A longer stream is not sent. The default is 16 MiB.
    pub fn buffer_limit(mut self, bytes: usize) -> Self {
        self.config.buffer_limit = bytes;
        self
    }

    /// Sets how many bytes a body must have to be compressed, where the operation allows that (Smithy 2.0,
    /// `requestCompression` trait); streams are compressed whatever their length is. The default is 10,240;
    /// `usize::MAX` compresses nothing, not even streams.
    #[cfg(feature = "gzip")]
    pub fn compress_from(mut self, bytes: usize) -> Self {
        self.config.gzip_from = bytes;
        self
    }

    /// Sends checksums only where the service demands them or the input names an algorithm, and asks for checksums of
    /// responses only where the input does (Smithy 2.0, `aws.protocols#httpChecksum` trait). The default sends and
    /// asks for them wherever the service knows them.
    #[cfg(feature = "checksum")]
    pub fn only_required_checksums(mut self) -> Self {
        self.config.only_required_checksums = true;
        self
    }

    /// Sets a function that is called for each response whose checksum the request asked for, with the operation's name
    /// and the algorithm by which it was validated, or `None` if the response had no checksum. For a stream, it is called
    /// at the end. A checksum that does not match is an error of the call or the stream, and is not reported here.
    #[cfg(feature = "checksum")]
    pub fn on_response_checksum(mut self, report: impl Fn(&str, Option<&str>) + Send + Sync + 'static) -> Self {
        self.config.on_response_checksum = Some(Arc::new(report));
        self
    }

    /// Sets the function that creates idempotency tokens (Smithy 2.0, `idempotencyToken` trait). By default, they are random
    /// UUIDs.
    pub fn idempotency_tokens(mut self, make: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.config.idempotency_tokens = Some(Box::new(make));
        self
    }

    /// Sets the signer for the operations that need one (see [`Sign`]). By default, requests are not signed.
    pub fn signer(mut self, signer: impl Sign) -> Self {
        self.config.signer = Some(Box::new(signer));
        self
    }

    /// Signs requests with AWS Signature Version 4, under the signing name of the model, in this region, such as
    /// `us-east-1`. For other names and settings, see [`SigV4`](super::SigV4).
    #[cfg(feature = "sigv4")]
    pub fn sigv4(
        self,
        region: impl Into<String>,
        credentials: impl aws_credential_types::provider::ProvideCredentials + 'static,
    ) -> Self
    where
        C: SignedClient,
    {
        self.signer(super::SigV4::new(C::SIGNING_NAME, region, credentials))
    }

    /// Sets the application's name, such as `orders` or `orders/1.2`. It comes first in the header `User-Agent`, before
    /// `shapewright/VERSION SERVICE`.
    pub fn app_name(mut self, name: impl Into<String>) -> Self {
        self.app_name = Some(name.into());
        self
    }

    /// Sets the whole header `User-Agent`. A header of a request takes precedence over it.
    pub fn user_agent(mut self, text: impl Into<String>) -> Self {
        self.user_agent = Some(text.into());
        self
    }

    /// Creates the client.
    ///
    /// # Errors
    ///
    /// The endpoint is missing or not valid, the default transport cannot reach it, or the application's name or the
    /// user agent is not valid in a header.
    pub fn build(self) -> Result<C, BuildError>
    where
        C::Transport: Transport,
    {
        let text = self.endpoint.ok_or(BuildError::NoEndpoint)?;
        let endpoint: Endpoint = match text.parse() {
            Ok(endpoint) => endpoint,
            Err(source) => {
                return Err(BuildError::Endpoint { endpoint: text, source });
            }
        };
        let user_agent = match (self.user_agent, self.app_name) {
            (Some(text), _) => text,
            (None, Some(name)) if !user_agent::is_product(&name) => return Err(BuildError::AppName(name)),
            (None, name) => user_agent::default(name.as_deref(), C::SERVICE.name),
        };
        let user_agent = HeaderValue::try_from(&user_agent).map_err(|_| BuildError::UserAgent(user_agent))?;
        let protocol = match self.protocol {
            None => C::SERVICE.preferred(),
            Some(protocol) if C::SERVICE.protocols.contains(&protocol) => protocol.behavior(),
            Some(protocol) => return Err(BuildError::Protocol { protocol, service: C::SERVICE.name }),
        };
        let transport = (self.open)(&endpoint)?;
        let config = Config { buckets: self.config.buckets.at(&endpoint)?, ..self.config };
        let settings = Settings { endpoint, user_agent, service: C::SERVICE, protocol, config };
        Ok(C::from_core(Core { transport, settings: Arc::new(settings) }))
    }
}

impl<C: GeneratedClient> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}
