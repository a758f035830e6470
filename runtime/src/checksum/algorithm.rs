//! The algorithms of checksums, and their digests in pieces.

use std::hash::Hasher as _;

use crc::{CRC_32_ISCSI, CRC_32_ISO_HDLC, CRC_64_NVME, Crc, Table};
use http::HeaderName;
use md5::Md5;
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use twox_hash::{XxHash3_64, XxHash3_128, XxHash64};

static CRC32: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISO_HDLC);
static CRC32C: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISCSI);
static CRC64NVME: Crc<u64, Table<16>> = Crc::<u64, Table<16>>::new(&CRC_64_NVME);

/// A way to make checksums.
#[derive(Debug)]
pub(crate) struct Algorithm {
    /// Its name in models.
    pub(crate) name: &'static str,
    /// The header or trailer that carries the checksum (`aws.protocols#httpChecksum`, "Resolving checksum name").
    pub(crate) header: HeaderName,
    /// Starts a digest.
    pub(crate) start: fn() -> Box<dyn Digest>,
}

impl Algorithm {
    /// The checksum of bytes that are all there.
    pub(crate) fn digest(&self, bytes: &[u8]) -> Vec<u8> {
        let mut digest = (self.start)();
        digest.update(bytes);
        digest.finish()
    }

    /// The algorithm of this name in models.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        ALGORITHMS.iter().find(|algorithm| algorithm.name == name)
    }
}

/// The MD5 checksum that `smithy.api#httpChecksumRequired` asks for.
pub(crate) static CONTENT_MD5: Algorithm =
    Algorithm { name: "MD5", header: HeaderName::from_static("content-md5"), start: rust_crypto::<Md5> };

/// The algorithms of `aws.protocols#httpChecksum`.
pub(crate) static ALGORITHMS: [Algorithm; 10] = [
    Algorithm {
        name: "CRC32",
        header: HeaderName::from_static("x-amz-checksum-crc32"),
        start: || Box::new(Crc32(CRC32.digest())),
    },
    Algorithm {
        name: "CRC32C",
        header: HeaderName::from_static("x-amz-checksum-crc32c"),
        start: || Box::new(Crc32(CRC32C.digest())),
    },
    Algorithm {
        name: "CRC64NVME",
        header: HeaderName::from_static("x-amz-checksum-crc64nvme"),
        start: || Box::new(Crc64(CRC64NVME.digest())),
    },
    Algorithm { name: "MD5", header: HeaderName::from_static("x-amz-checksum-md5"), start: rust_crypto::<Md5> },
    Algorithm { name: "SHA1", header: HeaderName::from_static("x-amz-checksum-sha1"), start: rust_crypto::<Sha1> },
    Algorithm {
        name: "SHA256",
        header: HeaderName::from_static("x-amz-checksum-sha256"),
        start: rust_crypto::<Sha256>,
    },
    Algorithm {
        name: "SHA512",
        header: HeaderName::from_static("x-amz-checksum-sha512"),
        start: rust_crypto::<Sha512>,
    },
    Algorithm {
        name: "XXHASH64",
        header: HeaderName::from_static("x-amz-checksum-xxhash64"),
        start: || Box::new(Xx64(XxHash64::with_seed(0))),
    },
    Algorithm {
        name: "XXHASH3",
        header: HeaderName::from_static("x-amz-checksum-xxhash3"),
        start: || Box::new(Xx3(XxHash3_64::new())),
    },
    Algorithm {
        name: "XXHASH128",
        header: HeaderName::from_static("x-amz-checksum-xxhash128"),
        start: || Box::new(Xx128(XxHash3_128::new())),
    },
];

/// A digest of bytes that come in pieces.
pub(crate) trait Digest: Send + Sync {
    /// Takes in the next piece.
    fn update(&mut self, piece: &[u8]);
    /// The digest, its most significant byte first.
    fn finish(self: Box<Self>) -> Vec<u8>;
}

fn rust_crypto<D: sha2::Digest + Send + Sync + 'static>() -> Box<dyn Digest> {
    Box::new(RustCrypto(D::new()))
}

struct RustCrypto<D>(D);

impl<D: sha2::Digest + Send + Sync> Digest for RustCrypto<D> {
    fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    fn finish(self: Box<Self>) -> Vec<u8> {
        self.0.finalize().to_vec()
    }
}

struct Crc32(crc::Digest<'static, u32, Table<16>>);

impl Digest for Crc32 {
    fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    fn finish(self: Box<Self>) -> Vec<u8> {
        self.0.finalize().to_be_bytes().to_vec()
    }
}

struct Crc64(crc::Digest<'static, u64, Table<16>>);

impl Digest for Crc64 {
    fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    fn finish(self: Box<Self>) -> Vec<u8> {
        self.0.finalize().to_be_bytes().to_vec()
    }
}

struct Xx64(XxHash64);

impl Digest for Xx64 {
    fn update(&mut self, piece: &[u8]) {
        self.0.write(piece);
    }

    fn finish(self: Box<Self>) -> Vec<u8> {
        self.0.finish().to_be_bytes().to_vec()
    }
}

struct Xx3(XxHash3_64);

impl Digest for Xx3 {
    fn update(&mut self, piece: &[u8]) {
        self.0.write(piece);
    }

    fn finish(self: Box<Self>) -> Vec<u8> {
        self.0.finish().to_be_bytes().to_vec()
    }
}

struct Xx128(XxHash3_128);

impl Digest for Xx128 {
    fn update(&mut self, piece: &[u8]) {
        self.0.write(piece);
    }

    fn finish(self: Box<Self>) -> Vec<u8> {
        self.0.finish_128().to_be_bytes().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check values of the CRC catalogue and the digests of the same bytes, `123456789`, from other
    /// implementations.
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
            ("XXHASH64", "8cb841db40e6ae83"),
            ("XXHASH3", "72dcb18b67a17dff"),
            ("XXHASH128", "33119477ede5dcd5e9716427681d5860"),
        ];
        assert_eq!(cases.map(|(name, _)| name), ALGORITHMS.each_ref().map(|algorithm| algorithm.name));
        for (algorithm, (name, expected)) in ALGORITHMS.iter().zip(cases) {
            assert_eq!(algorithm.header.as_str(), format!("x-amz-checksum-{}", name.to_lowercase()));
            let hex = |digest: Vec<u8>| digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
            assert_eq!(hex(algorithm.digest(b"123456789")), expected, "{name}");
            let mut digest = (algorithm.start)();
            [&b"1"[..], b"", b"2345678", b"9"].into_iter().for_each(|piece| digest.update(piece));
            assert_eq!(hex(digest.finish()), expected, "{name} in pieces");
        }
    }
}
