//! What generated code says of an operation: facts that do not depend on a value.

/// The facts of an operation.
#[must_use]
#[derive(Debug)]
#[non_exhaustive]
pub struct OperationSpec {
    /// The operation's name in the model.
    pub name: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The status of a successful answer.
    pub status: u16,
    /// Whether the call may be repeated without harm (`smithy.api#readonly`, `smithy.api#idempotent`, or a member with
    /// `smithy.api#idempotencyToken`).
    pub repeatable: bool,
    /// What the request's body is.
    pub request_body: BodyKind,
    /// What the answer's body is.
    pub response_body: BodyKind,
    /// How requests are authenticated.
    pub auth: Auth,
    /// The checksum that requests carry of their body.
    pub request_checksum: RequestChecksum,
    /// The algorithms of responses' checksums, by their names in `aws.protocols#httpChecksum`, those that a client
    /// looks for first first; empty where clients do not look for one.
    pub response_checksums: &'static [&'static str],
    /// Whether a request's body may be compressed with gzip (`smithy.api#requestCompression`).
    pub gzip: bool,
    /// Whether the input binds `Content-Type`, so that a server accepts any value of it.
    pub any_content_type: bool,
    /// Whether the input binds `Accept` or the output binds `Content-Type`, so that a server does not compare the
    /// response with what the client accepts.
    pub any_accept: bool,
    /// The headers to which sensitive members of the input are bound.
    pub sensitive_headers: &'static [SensitiveHeader],
    /// The prefix of the hosts at which a server looks for the operation, with `{}` for labels (`smithy.api#endpoint`);
    /// `None` at all hosts.
    pub host: Option<&'static str>,
}

impl OperationSpec {
    /// An operation with members in the bodies both ways that must not be repeated.
    pub const fn new(name: &'static str, method: &'static str, status: u16) -> Self {
        Self {
            name,
            method,
            status,
            repeatable: false,
            request_body: BodyKind::Members,
            response_body: BodyKind::Members,
            auth: Auth::NONE,
            request_checksum: RequestChecksum::None,
            response_checksums: &[],
            gzip: false,
            any_content_type: false,
            any_accept: false,
            sensitive_headers: &[],
            host: None,
        }
    }

    /// The same operation with a member for the header `Content-Type` of requests.
    pub const fn any_content_type(self) -> Self {
        Self { any_content_type: true, ..self }
    }

    /// The same operation with a member for the header `Accept` of requests or `Content-Type` of responses.
    pub const fn any_accept(self) -> Self {
        Self { any_accept: true, ..self }
    }

    /// The same operation with these sensitive headers in requests.
    pub const fn sensitive_headers(self, sensitive_headers: &'static [SensitiveHeader]) -> Self {
        Self { sensitive_headers, ..self }
    }

    /// The same operation with these authentication schemes.
    pub const fn auth(self, schemes: &'static [&'static str]) -> Self {
        Self { auth: Auth { schemes, ..self.auth }, ..self }
    }

    /// The same operation, which can be called without authentication, too.
    pub const fn optional_auth(self) -> Self {
        Self { auth: Auth { optional: true, ..self.auth }, ..self }
    }

    /// The same operation without authentication.
    pub const fn no_auth(self) -> Self {
        Self { auth: Auth { disabled: true, ..self.auth }, ..self }
    }

    /// The same operation with signatures that leave the body out.
    pub const fn unsigned_payload(self) -> Self {
        Self { auth: Auth { unsigned_payload: true, ..self.auth }, ..self }
    }

    /// The same operation with this checksum in requests.
    #[cfg(feature = "checksum")]
    pub const fn request_checksum(self, request_checksum: RequestChecksum) -> Self {
        Self { request_checksum, ..self }
    }

    /// The same operation with checksums by one of these algorithms in responses.
    #[cfg(feature = "checksum")]
    pub const fn response_checksums(self, response_checksums: &'static [&'static str]) -> Self {
        Self { response_checksums, ..self }
    }

    /// The same operation with compressed request bodies.
    #[cfg(feature = "gzip")]
    pub const fn gzip(self) -> Self {
        Self { gzip: true, ..self }
    }

    /// The same operation, at hosts with this prefix only: another one has the same route at other hosts.
    pub const fn host(self, prefix: &'static str) -> Self {
        Self { host: Some(prefix), ..self }
    }

    /// The same operation, repeatable.
    pub const fn repeatable(self) -> Self {
        Self { repeatable: true, ..self }
    }

    /// The same operation with this body in requests.
    pub const fn request_body(self, request_body: BodyKind) -> Self {
        let event_stream = matches!(request_body, BodyKind::Events | BodyKind::InitialMessage);
        Self { request_body, auth: Auth { event_stream, ..self.auth }, ..self }
    }

    /// The same operation with this body in answers.
    pub const fn response_body(self, response_body: BodyKind) -> Self {
        Self { response_body, ..self }
    }
}

/// How the requests of an operation are authenticated (Smithy 2.0, "Authentication traits", "AWS Authentication
/// Traits"). A client's requests have it among their extensions, where signers and transports find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Auth {
    /// The schemes in the order of preference, by their shape ids (`smithy.api#auth`); empty where the model names none.
    pub schemes: &'static [&'static str],
    /// Whether the operation can be called without authentication, too (`smithy.api#optionalAuth`).
    pub optional: bool,
    /// Whether the operation is called without authentication (`smithy.api#auth` with an empty list).
    pub disabled: bool,
    /// Whether a signature leaves the body out (`aws.auth#unsignedPayload`).
    pub unsigned_payload: bool,
    /// Whether the body is a stream of events, each of which is signed.
    pub event_stream: bool,
}

impl Auth {
    /// The model says nothing of authentication.
    pub const NONE: Self =
        Self { schemes: &[], optional: false, disabled: false, unsigned_payload: false, event_stream: false };
}

/// The checksum that requests carry of their body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestChecksum {
    /// None.
    None,
    /// The header `Content-MD5` (`smithy.api#httpChecksumRequired`, or `aws.protocols#httpChecksum` with nothing but
    /// `requestChecksumRequired`).
    ContentMd5,
    /// A checksum by an algorithm that a member of the input names (`aws.protocols#httpChecksum`).
    Algorithm {
        /// The algorithms that the member can name; empty where the model does not list them.
        supported: &'static [&'static str],
        /// Whether a request must have one.
        required: bool,
    },
}

/// What a message's body is, which decides the content type and whether it is read whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// No member travels in the body.
    None,
    /// The message has no members at all: it has no body, and a reader takes an object for one.
    Empty,
    /// The members of the message that are bound to nothing else, in the format of the protocol.
    Members,
    /// One member, in the format of the protocol.
    Value,
    /// One string or enum member as text, with its media type (`text/plain` unless the model says otherwise).
    Text(&'static str),
    /// One blob member, with its media type (`application/octet-stream` unless the model says otherwise).
    /// `any` says that the model names none, so that any content type is accepted.
    Blob {
        /// The content type.
        media_type: &'static str,
        /// Whether any other is as good.
        any: bool,
    },
    /// A streaming blob: as `Blob`, but never read whole.
    Stream {
        /// The content type.
        media_type: &'static str,
        /// Whether any other is as good.
        any: bool,
        /// Whether the length must be known (`smithy.api#requiresLength`).
        sized: bool,
    },
    /// A stream of events.
    Events,
    /// A stream of events of a message that has other members, too: they come first where all members travel in the body.
    InitialMessage,
}

/// A header that a sensitive member of the model is bound to (Smithy 2.0, `sensitive` trait).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SensitiveHeader {
    /// The value of the header of this name, in lower case.
    Name(&'static str),
    /// The headers with this prefix, in lower case: what follows it in their names, and their values.
    Prefix(&'static str),
}
