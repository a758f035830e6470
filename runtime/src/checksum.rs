//! Checksums of bodies: written by clients, held against the body by servers.
//!
//! Smithy 2.0: "httpChecksumRequired trait", "AWS HTTP checksum" (`aws.protocols#httpChecksum`). Only bodies that are
//! all there have one; a stream would carry it in a trailer.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crc::{CRC_32_ISCSI, CRC_32_ISO_HDLC, CRC_64_NVME, Crc, Table};
use http::{HeaderMap, HeaderName, HeaderValue};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use crate::wire::Fault;

static CRC32: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISO_HDLC);
static CRC32C: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISCSI);
static CRC64NVME: Crc<u64, Table<16>> = Crc::<u64, Table<16>>::new(&CRC_64_NVME);

/// The header of the checksum that `smithy.api#httpChecksumRequired` asks for.
const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

/// What the headers of other checksums begin with.
const PREFIX: &str = "x-amz-checksum-";

/// A way to make checksums.
struct Algorithm {
    /// Its name in models.
    name: &'static str,
    header: HeaderName,
    digest: fn(&[u8]) -> Vec<u8>,
}

/// The algorithms of `aws.protocols#httpChecksum`, but for the XXHASH family.
static ALGORITHMS: [Algorithm; 7] = [
    Algorithm {
        name: "CRC32",
        header: HeaderName::from_static("x-amz-checksum-crc32"),
        digest: |body| CRC32.checksum(body).to_be_bytes().to_vec(),
    },
    Algorithm {
        name: "CRC32C",
        header: HeaderName::from_static("x-amz-checksum-crc32c"),
        digest: |body| CRC32C.checksum(body).to_be_bytes().to_vec(),
    },
    Algorithm {
        name: "CRC64NVME",
        header: HeaderName::from_static("x-amz-checksum-crc64nvme"),
        digest: |body| CRC64NVME.checksum(body).to_be_bytes().to_vec(),
    },
    Algorithm { name: "MD5", header: HeaderName::from_static("x-amz-checksum-md5"), digest: md5 },
    Algorithm {
        name: "SHA1",
        header: HeaderName::from_static("x-amz-checksum-sha1"),
        digest: |body| Sha1::digest(body).to_vec(),
    },
    Algorithm {
        name: "SHA256",
        header: HeaderName::from_static("x-amz-checksum-sha256"),
        digest: |body| Sha256::digest(body).to_vec(),
    },
    Algorithm {
        name: "SHA512",
        header: HeaderName::from_static("x-amz-checksum-sha512"),
        digest: |body| Sha512::digest(body).to_vec(),
    },
];

fn md5(body: &[u8]) -> Vec<u8> {
    Md5::digest(body).to_vec()
}

/// Adds the header `Content-MD5`, unless a checksum is there already.
pub(crate) fn add_content_md5(body: &[u8], headers: &mut HeaderMap) {
    if !has_checksum(headers) {
        put(CONTENT_MD5, &md5(body), headers);
    }
}

/// Adds a checksum by the algorithm of this name, unless one is there already.
///
/// # Errors
///
/// There is no such algorithm here.
pub(crate) fn add(name: &str, body: &[u8], headers: &mut HeaderMap) -> Result<(), String> {
    if has_checksum(headers) {
        return Ok(());
    }
    let algorithm = ALGORITHMS.iter().find(|algorithm| algorithm.name == name);
    let algorithm = algorithm.ok_or_else(|| format!("checksums by {name} are not supported"))?;
    put(algorithm.header.clone(), &(algorithm.digest)(body), headers);
    Ok(())
}

/// A caller that sets a checksum has made it otherwise, or wants it so.
fn has_checksum(headers: &HeaderMap) -> bool {
    headers.keys().any(|name| *name == CONTENT_MD5 || name.as_str().starts_with(PREFIX))
}

fn put(name: HeaderName, digest: &[u8], headers: &mut HeaderMap) {
    // Base64 is a legal value.
    if let Ok(value) = HeaderValue::try_from(STANDARD.encode(digest)) {
        headers.insert(name, value);
    }
}

/// Holds the checksums that a request has against its body. It need not have one.
///
/// # Errors
///
/// One does not match.
#[cfg_attr(not(feature = "server"), allow(dead_code, reason = "clients only make checksums"))]
pub(crate) fn verify(headers: &HeaderMap, body: &[u8]) -> Result<(), Fault> {
    let known = ALGORITHMS.iter().map(|algorithm| (&algorithm.header, algorithm.digest));
    for (name, digest) in known.chain([(&CONTENT_MD5, md5 as fn(&[u8]) -> Vec<u8>)]) {
        let Some(value) = headers.get(name) else {
            continue;
        };
        if STANDARD.decode(value.as_bytes()).ok() != Some(digest(body)) {
            return Err(Fault::new(format!("header {name}: the checksum does not match the body")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check values of the algorithms' definitions, for the bytes `123456789`, and the digests of the same bytes.
    #[test]
    fn each_algorithm_makes_its_own_checksum() {
        let cases = [
            ("CRC32", "cbf43926"),
            ("CRC32C", "e3069283"),
            ("CRC64NVME", "ae8b14860a799888"),
            ("MD5", "25f9e794323b453885f5181f1b624d0b"),
            ("SHA1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"),
            ("SHA256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"),
            (
                "SHA512",
                "d9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274a\
                 d27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85",
            ),
        ];
        for (name, expected) in cases {
            let mut headers = HeaderMap::new();
            add(name, b"123456789", &mut headers).unwrap();
            let value = &headers[format!("{PREFIX}{}", name.to_lowercase())];
            let digest = STANDARD.decode(value).unwrap();
            let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(hex, expected, "{name}");
            assert!(verify(&headers, b"123456789").is_ok(), "{name}");
            assert!(verify(&headers, b"123456780").is_err(), "{name}");
        }
        assert_eq!(cases.len(), ALGORITHMS.len());
    }

    #[test]
    fn a_checksum_of_the_caller_stays() {
        let mut headers = HeaderMap::from_iter([(CONTENT_MD5, HeaderValue::from_static("mine"))]);
        add("CRC32", b"", &mut headers).unwrap();
        add_content_md5(b"", &mut headers);
        assert_eq!(headers.len(), 1);
        assert_eq!(headers[CONTENT_MD5], "mine");
    }
}
