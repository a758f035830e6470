//! The types of rules (Smithy 2.0, "Rules engine standard library").

/// A type, and whether values may be absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Type {
    pub(crate) base: Base,
    pub(crate) is_optional: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    /// That of something faulty, which is reported once.
    Unknown,
    /// Any type.
    Any,
    String,
    Boolean,
    Integer,
    Strings,
    Record(&'static Record),
    /// An array or object that is written down.
    Literal,
}

/// A type of objects.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) name: &'static str,
    pub(crate) fields: &'static [(&'static str, Base)],
}

/// (Smithy 2.0, "URL structure".)
pub(crate) static URL: Record = Record {
    name: "a URL",
    fields: &[
        ("scheme", Base::String),
        ("authority", Base::String),
        ("path", Base::String),
        ("normalizedPath", Base::String),
        ("isIp", Base::Boolean),
    ],
};

/// (Smithy 2.0, "Partition structure".)
pub(crate) static PARTITION: Record = Record {
    name: "a partition",
    fields: &[
        ("name", Base::String),
        ("dnsSuffix", Base::String),
        ("dualStackDnsSuffix", Base::String),
        ("supportsFIPS", Base::Boolean),
        ("supportsDualStack", Base::Boolean),
        ("implicitGlobalRegion", Base::String),
    ],
};

/// (Smithy 2.0, "ARN structure".)
pub(crate) static ARN: Record = Record {
    name: "an ARN",
    fields: &[
        ("partition", Base::String),
        ("service", Base::String),
        ("region", Base::String),
        ("accountId", Base::String),
        ("resourceId", Base::Strings),
    ],
};

impl Base {
    pub(crate) const fn required(self) -> Type {
        Type { base: self, is_optional: false }
    }

    pub(crate) const fn optional(self) -> Type {
        Type { base: self, is_optional: true }
    }
}

impl Type {
    pub(crate) const UNKNOWN: Self = Base::Unknown.required();

    pub(crate) fn is_unknown(self) -> bool {
        self.base == Base::Unknown
    }

    /// Whether a value of the other type can be used where this one is expected.
    pub(crate) fn accepts(self, other: Self) -> bool {
        if self.is_unknown() || other.is_unknown() {
            return true;
        }
        self.is_optional == other.is_optional && (self.base == Base::Any || self.base == other.base)
    }
}

impl std::fmt::Display for Type {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.base {
            Base::Unknown | Base::Any => "a value",
            Base::String => "a string",
            Base::Boolean => "a boolean",
            Base::Integer => "an integer",
            Base::Strings => "an array of strings",
            Base::Literal => "an array or an object",
            Base::Record(record) => record.name,
        })?;
        f.write_str(if self.is_optional { " that may be absent" } else { "" })
    }
}
