//! Values in the format of a message, without the message: for tests of formats, and for benchmarks.

#[cfg(feature = "cbor")]
use super::cbor::Cbor;
#[cfg(feature = "query")]
use super::form::Form;
use super::json::Json;
#[cfg(feature = "xml")]
use super::xml::Xml;
use super::{ErrorHead, Format, Outside, Reader};
use crate::lenient::Leniency;
use crate::wire::{Decode, Encode, Fault, Findings, Found, Members, Mode, Root, Writer};

/// A format by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bare {
    /// As restJson1 has it.
    Json,
    /// As Smithy RPC v2 CBOR has it.
    #[cfg(feature = "cbor")]
    Cbor,
    /// As restXml has it.
    #[cfg(feature = "xml")]
    Xml,
    /// As the requests of awsQuery have it.
    #[cfg(feature = "query")]
    AwsForm,
    /// As the requests of ec2Query have it.
    #[cfg(feature = "query")]
    Ec2Form,
}

/// Who reads a message, as the formats know it.
#[derive(Debug, Clone, Copy)]
pub struct BareReader {
    /// A server or a client.
    pub mode: Mode,
    /// How a client reads.
    pub leniency: Leniency,
    /// How many bytes of memory a server may always take.
    pub memory: usize,
}

impl BareReader {
    /// A server.
    pub const SERVER: Self = Self { mode: Mode::Request, leniency: Leniency::Strict, memory: 2 << 20 };

    /// A client.
    pub const CLIENT: Self = Self { mode: Mode::Response, leniency: Leniency::Standard, memory: usize::MAX };

    fn reader(self) -> Reader {
        Reader { mode: self.mode, leniency: self.leniency, memory: self.memory }
    }
}

impl Bare {
    fn format(self) -> &'static dyn Format {
        match self {
            Self::Json => &Json::SMITHY,
            #[cfg(feature = "cbor")]
            Self::Cbor => &Cbor,
            #[cfg(feature = "xml")]
            Self::Xml => &Xml::Bare,
            #[cfg(feature = "query")]
            Self::AwsForm => &Form::Aws,
            #[cfg(feature = "query")]
            Self::Ec2Form => &Form::Ec2,
        }
    }

    /// Writes a value as who reads in this mode would write it: a client a request, a server a response.
    ///
    /// # Errors
    ///
    /// The reason why the format cannot say it.
    pub fn write(self, value: &dyn Encode, mode: Mode) -> Result<Vec<u8>, String> {
        self.format().encode(value, Root::default(), writer(mode))
    }

    /// Writes the members of a message that are in its body.
    ///
    /// # Errors
    ///
    /// See [`write`](Self::write).
    pub fn write_members(self, value: &dyn Members, mode: Mode) -> Result<Vec<u8>, String> {
        self.format().encode_members(value, Root::default(), outside(mode), writer(mode))
    }

    /// Writes an error of this name as a server would.
    ///
    /// # Errors
    ///
    /// See [`write`](Self::write).
    pub fn write_error(self, name: &str, value: &dyn Members) -> Result<Vec<u8>, String> {
        self.format().encode_error(
            &ErrorHead::new(name),
            value,
            Root::default(),
            Outside::Nothing,
            writer(Mode::Response),
        )
    }

    /// Reads the members of an error.
    ///
    /// # Errors
    ///
    /// See [`read`](Self::read).
    pub fn read_error(self, target: &mut dyn Members, bytes: &[u8], reader: BareReader) -> Result<Vec<String>, Fault> {
        self.format().decode_error(target, bytes, reader.reader(), outside(reader.mode)).map(texts)
    }

    /// Reads a value, and tells what was found in it as texts; `None` where it is null.
    ///
    /// # Errors
    ///
    /// Bytes that are not in the format, or do not fit the type.
    pub fn read(self, target: &mut dyn Decode, bytes: &[u8], reader: BareReader) -> Result<Option<Vec<String>>, Fault> {
        Ok(self.format().decode(target, bytes, Root::default(), reader.reader())?.map(texts))
    }

    /// Reads the members of a message that are in its body.
    ///
    /// # Errors
    ///
    /// See [`read`](Self::read).
    pub fn read_members(
        self,
        target: &mut dyn Members,
        bytes: &[u8],
        reader: BareReader,
    ) -> Result<Vec<String>, Fault> {
        self.format().decode_members(target, bytes, reader.reader(), outside(reader.mode)).map(texts)
    }
}

fn writer(mode: Mode) -> Writer {
    match mode {
        Mode::Plain => Writer::Anyone,
        Mode::Request => Writer::Client,
        Mode::Response => Writer::Server,
    }
}

fn outside(mode: Mode) -> Outside {
    match mode {
        Mode::Plain => Outside::Nothing,
        Mode::Request => Outside::Request,
        Mode::Response => Outside::Response,
    }
}

fn texts(findings: Findings) -> Vec<String> {
    let listed = findings.list.into_iter().map(|finding| {
        let reason = match finding.what {
            Found::Missing => "missing".to_owned(),
            Found::TooLong(length) => format!("too long ({length})"),
            Found::Lenient(kind) => kind.as_str().to_owned(),
        };
        Fault { path: finding.path, reason }.to_string()
    });
    let omitted = (findings.omitted > 0).then(|| format!("{} more are missing", findings.omitted));
    listed.chain(omitted).collect()
}
