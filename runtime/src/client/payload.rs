//! How bodies are sent and received, which is not how callers see them: compression, checksums, and streams that are
//! read into memory because something that goes before them depends on their content.

#[cfg(feature = "checksum")]
use http::HeaderMap;
use http::header;

#[cfg(feature = "checksum")]
use super::answer::Answer;
use super::attempt::PreparedCall;
use super::builder::Settings;
use super::message::Failure;
use super::sign::Sign;
use crate::body::Body;
#[cfg(feature = "checksum")]
use crate::checksum::{self, ChecksumChoice, Claim, Verified};
#[cfg(any(feature = "checksum", feature = "gzip"))]
use crate::spec::BodyKind;
use crate::spec::{Auth, OperationSpec};
use crate::wire::Fault;

impl Settings {
    /// Compresses the body where the operation allows it, a stream whatever its length is (Smithy 2.0,
    /// "requestCompression trait"). A body without content stays as it is.
    pub(super) fn compress(&self, spec: &OperationSpec, request: &mut http::Request<Body>) -> Result<(), Fault> {
        let _ = (spec, &request);
        #[cfg(feature = "gzip")]
        if spec.gzip && self.config.gzip_from < usize::MAX {
            let is_stream = match self.protocol.request_body(spec) {
                // Its length must be that of what is sent, and events must not wait for each other.
                BodyKind::Stream { sized: true, .. } | BodyKind::Events | BodyKind::InitialMessage => return Ok(()),
                BodyKind::Stream { .. } => true,
                _ => false,
            };
            let compressed = match request.body().as_bytes() {
                Some(content) if content.is_empty() => return Ok(()),
                Some(content) if !is_stream && content.len() < self.config.gzip_from => return Ok(()),
                Some(content) => crate::compress::gzip(content).map_err(|error| Fault::new(error.to_string()))?.into(),
                None => crate::compress::gzip_stream(std::mem::take(request.body_mut())),
            };
            *request.body_mut() = compressed;
            request.headers_mut().remove(header::CONTENT_LENGTH);
            crate::encodings::append_encoding(request.headers_mut(), crate::compress::GZIP);
        }
        Ok(())
    }

    /// What the client decides about checksums unless the input says otherwise.
    #[cfg(feature = "checksum")]
    pub(super) fn checksum_choice(&self, spec: &'static OperationSpec, headers: &HeaderMap) -> ChecksumChoice {
        ChecksumChoice::new(spec, self.config.only_required_checksums, checksum::has_checksum(headers))
    }

    /// Adds the checksum of a body that is all there (`aws.protocols#httpChecksum`, "HTTP request checksums"). A
    /// checksum that was set explicitly stays.
    #[cfg(feature = "checksum")]
    pub(super) fn add_checksum(
        &self,
        request: &mut http::Request<Body>,
        choice: &mut ChecksumChoice,
    ) -> Result<(), Failure> {
        if checksum::has_checksum(request.headers()) {
            choice.algorithm = None;
            return Ok(());
        }
        if let Some(fault) = choice.fault.take() {
            return Err(Failure::Request(fault));
        }
        if let Some(bytes) = request.body().as_bytes().cloned()
            && let Some(algorithm) = choice.algorithm.take()
        {
            checksum::put(algorithm, &bytes, request.headers_mut());
        }
        Ok(())
    }

    /// Does what must wait for the body of a request that is a stream: reads it into memory where a header depends on
    /// it, or else puts its checksum into a trailer (`aws.protocols#httpChecksum`, "Resolving checksum location").
    pub(super) async fn prepare(&self, call: &mut PreparedCall) -> Result<(), Failure> {
        if call.request.body().as_bytes().is_some() {
            return Ok(());
        }
        if let Some(reason) = self.needs_bytes(call) {
            let body = std::mem::take(call.request.body_mut());
            let body = body.buffered(self.config.buffer_limit).await;
            let Some(length) = body.as_bytes().map(|bytes| bytes.len()) else {
                let limit = self.config.buffer_limit;
                return Err(Failure::Request(Fault::new(format!(
                    "{reason}, so that a stream is read into memory before it is sent, but this one broke off or is \
                     longer than {limit} bytes (see `Builder::buffer_limit`)"
                ))));
            };
            *call.request.body_mut() = body;
            call.request.headers_mut().insert(header::CONTENT_LENGTH, length.into());
        }
        #[cfg(feature = "checksum")]
        if let Some(algorithm) = call.checksum.algorithm.take() {
            match call.request.body().as_bytes().cloned() {
                Some(bytes) => checksum::put(algorithm, &bytes, call.request.headers_mut()),
                None => {
                    let body = std::mem::take(call.request.body_mut());
                    let body = checksum::encode_chunks::encode(body, algorithm, call.request.headers_mut());
                    *call.request.body_mut() = body;
                }
            }
        }
        Ok(())
    }

    /// What signs a request, if anything does (see [`Sign`]).
    pub(super) fn signer(&self, spec: &OperationSpec, request: &http::Request<Body>) -> Option<&dyn Sign> {
        let signer = &**self.config.signer.as_ref()?;
        let Auth { schemes, disabled, .. } = spec.auth;
        let fits = signer.scheme().is_none_or(|scheme| schemes.is_empty() || schemes.contains(&scheme));
        let is_open = disabled || request.headers().contains_key(header::AUTHORIZATION);
        (fits && !is_open).then_some(signer)
    }

    /// Why the body must be known before it is sent.
    fn needs_bytes(&self, call: &PreparedCall) -> Option<&'static str> {
        if self.signer(call.spec, &call.request).is_some_and(|signer| signer.covers_body(&call.spec.auth)) {
            return Some("the signature covers the body");
        }
        #[cfg(feature = "checksum")]
        if call.checksum.algorithm.is_some_and(|algorithm| algorithm.header == checksum::CONTENT_MD5.header) {
            return Some("the Content-MD5 header is sent before the body");
        }
        None
    }

    /// Checks the checksum of a response that the request asked for (`aws.protocols#httpChecksum`, "HTTP response
    /// checksums"): of a stream while it is read.
    #[cfg(feature = "checksum")]
    pub(super) fn validate_checksum(&self, spec: &'static OperationSpec, answer: &mut Answer) -> Result<(), Failure> {
        // A body that is left out of the output is not kept, either.
        let kind = self.protocol.response_body(spec);
        let has_body = !matches!(kind, BodyKind::None | BodyKind::Empty | BodyKind::Events | BodyKind::InitialMessage);
        let algorithms = if has_body { spec.response_checksums } else { &[] };
        let claim = Claim::of_response(&answer.headers, algorithms);
        let Some(claim) = claim.map_err(|fault| answer.misfit(Some(fault)))? else {
            self.config.report_checksum(spec.name, None);
            return Ok(());
        };
        let name = claim.algorithm.name;
        match answer.stream.take() {
            Some(stream) => {
                let report = self.config.on_response_checksum.clone();
                let verified = Verified::new(stream, claim, move |result| {
                    if let (Ok(()), Some(report)) = (result, report) {
                        report(spec.name, Some(name));
                    }
                });
                answer.stream = Some(Body::stream(verified));
            }
            None => {
                claim.check(&answer.body).map_err(|fault| answer.misfit(Some(fault)))?;
                self.config.report_checksum(spec.name, Some(name));
            }
        }
        Ok(())
    }
}
