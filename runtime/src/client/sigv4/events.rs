//! Signatures of events: each covers the one before, the first that of the request (AWS, "Signing event streams").

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::UNIX_EPOCH;

use aws_credential_types::Credentials;
use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame};
use sha2::{Digest as _, Sha256};

use super::{Clock, SigV4};
use crate::Timestamp;
use crate::body::Body;
use crate::cause::BoxError;
use crate::event_stream::{date_header, signed_message};

/// A stream of messages, each in a message with its signature, and an empty one with a signature at the end.
pub(super) struct SignedEvents {
    /// Each piece is a message.
    events: Body,
    name: String,
    region: String,
    secret: String,
    clock: Clock,
    /// The signature before the next, in hexadecimal digits; `None` when all was sent.
    last: Option<String>,
}

impl SignedEvents {
    pub(super) fn new(events: Body, signer: &SigV4, credentials: Credentials, signature: String) -> Self {
        Self {
            events,
            name: signer.name.clone(),
            region: signer.region.clone(),
            secret: credentials.secret_access_key().to_owned(),
            clock: signer.clock.clone(),
            last: Some(signature),
        }
    }

    fn sign(&self, payload: &[u8], last: &str) -> Result<(Bytes, String), BoxError> {
        let now = (self.clock)();
        // What is signed has whole seconds.
        let seconds = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let millis = i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1000);
        let Dates { date, time } = dates(seconds)?;
        let text = format!(
            "AWS4-HMAC-SHA256-PAYLOAD\n{time}\n{date}/{}/{}/aws4_request\n{last}\n{}\n{}",
            self.region,
            self.name,
            hex(&Sha256::digest(date_header(millis)?)),
            hex(&Sha256::digest(payload)),
        );
        let key = generate_signing_key(&self.secret, now, &self.region, &self.name);
        let signature = calculate_signature(key, text.as_bytes());
        let message = signed_message(payload, &bytes(&signature), millis)?;
        Ok((message, signature))
    }
}

/// A point in time, as signatures write it.
struct Dates {
    date: String,
    /// The date with the time.
    time: String,
}

fn dates(seconds: u64) -> Result<Dates, BoxError> {
    let instant = Timestamp::from_secs(i64::try_from(seconds)?)?;
    let text: String = instant.to_string().chars().filter(|char| !matches!(char, '-' | ':')).collect();
    let (date, _) = text.split_once('T').ok_or("the signing time cannot be formatted")?;
    Ok(Dates { date: date.to_owned(), time: text })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.chars().filter_map(|digit| digit.to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

impl HttpBody for SignedEvents {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            if self.last.is_none() {
                return Poll::Ready(None);
            }
            let event = match ready!(Pin::new(&mut self.events).poll_frame(cx)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(event) => Some(event),
                    Err(_) => continue,
                },
                Some(Err(error)) => {
                    self.last = None;
                    return Poll::Ready(Some(Err(error)));
                }
                None => None,
            };
            let last = self.last.take().unwrap_or_default();
            let signed = self.sign(event.as_deref().unwrap_or_default(), &last);
            return Poll::Ready(Some(signed.map(|(message, signature)| {
                self.last = event.is_some().then_some(signature);
                Frame::data(message)
            })));
        }
    }

    fn is_end_stream(&self) -> bool {
        self.last.is_none()
    }
}
