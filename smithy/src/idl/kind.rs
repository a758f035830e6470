//! The kinds of tokens and nodes.

/// What a token or a node of the syntax tree is.
///
/// Nodes are named after the productions of the grammar (Smithy 2.0, "Smithy IDL ABNF"). Productions that only choose
/// between others, such as `NodeValue` and `Shape`, and those for white space have no nodes: tokens of white space and
/// comments stand where they were written, between the other children of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    // Tokens without meaning.
    /// Spaces and tabs.
    Space,
    /// One line break: `\n`, `\r\n` or `\r`.
    Newline,
    /// `,`
    Comma,
    /// `// …` with the line break at its end.
    Comment,
    /// `/// …` with the line break at its end.
    DocComment,

    // Tokens with meaning.
    /// `@`
    At,
    /// `$`
    Dollar,
    /// `.`
    Dot,
    /// `:`
    Colon,
    /// `:=`
    Walrus,
    /// `=`
    Equal,
    /// `#`
    Pound,
    /// `{`
    LeftBrace,
    /// `}`
    RightBrace,
    /// `[`
    LeftBracket,
    /// `]`
    RightBracket,
    /// `(`
    LeftParen,
    /// `)`
    RightParen,
    /// A name or a keyword: which of them depends on where it stands.
    Identifier,
    /// `12`, `-1.5e9`
    Number,
    /// `"…"`
    QuotedText,
    /// `"""…"""`
    TextBlock,
    /// Characters that make no token.
    BadToken,
    /// The end of the file; never part of a tree.
    EndOfFile,

    // Nodes.
    /// A whole file. Its children are statements, white space and comments.
    Idl,
    /// `$version: "2"`
    ControlStatement,
    /// `metadata key = value`
    MetadataStatement,
    /// `namespace com.example`
    NamespaceStatement,
    /// The name of a namespace: `com.example`
    Namespace,
    /// `use com.example#Name`
    UseStatement,
    /// Documentation comments, traits and the definition of a shape.
    ShapeStatement,
    /// `string Name`
    SimpleShape,
    /// `enum Name { … }` and `intEnum Name { … }`
    EnumShape,
    /// `list`, `set`, `map`, `union` and `structure`.
    AggregateShape,
    /// `service` and `resource`.
    EntityShape,
    /// `operation Name { … }`
    OperationShape,
    /// `with [Name]`
    Mixins,
    /// `for Name`
    ForResource,
    /// `{ … }` around the members of an enum.
    EnumShapeMembers,
    /// Documentation comments, traits and a member of an enum.
    EnumShapeMember,
    /// `{ … }` around members.
    ShapeMembers,
    /// Documentation comments, traits and a member: an [`ExplicitShapeMember`](Kind::ExplicitShapeMember) or an
    /// [`ElidedShapeMember`](Kind::ElidedShapeMember), and the value assigned to it.
    ShapeMember,
    /// `name: Target`
    ExplicitShapeMember,
    /// `$name`
    ElidedShapeMember,
    /// `= value`
    ValueAssignment,
    /// `{ … }` around the properties of an operation.
    OperationBody,
    /// `input: Name` or `input := { … }`
    OperationInput,
    /// `output: Name` or `output := { … }`
    OperationOutput,
    /// `errors: [Name]`
    OperationErrors,
    /// `:= … { … }`
    InlineAggregateShape,
    /// All traits in front of a shape or member, if there are any.
    TraitStatements,
    /// `@name` or `@name(…)`
    Trait,
    /// `(…)` of a trait.
    TraitBody,
    /// `key: value` pairs directly between the parentheses of a trait.
    TraitStructure,
    /// `apply Name @trait` or `apply Name { @trait … }`
    ApplyStatement,
    /// `name`, `name$member`, `com.example#name` or `com.example#name$member`
    ShapeId,
    /// `[ … ]`
    NodeArray,
    /// `{ … }`
    NodeObject,
    /// `key: value`
    NodeObjectKvp,
    /// The key of an entry, of metadata or of a control statement: one token.
    NodeObjectKey,
    /// `true`, `false` or `null`
    NodeKeyword,
    /// What could not be read.
    Error,
}

impl Kind {
    /// Whether this is a token of white space, which includes commas and all comments.
    pub const fn is_trivia(self) -> bool {
        matches!(self, Self::Space | Self::Newline | Self::Comma | Self::Comment | Self::DocComment)
    }

    /// Whether this is a token rather than a node.
    pub const fn is_token(self) -> bool {
        (self as u8) < (Self::Idl as u8)
    }

    /// Whether this is the definition of a shape in a [`Kind::ShapeStatement`].
    pub const fn is_shape(self) -> bool {
        matches!(
            self,
            Self::SimpleShape | Self::EnumShape | Self::AggregateShape | Self::EntityShape | Self::OperationShape
        )
    }

    /// Whether this is a node value: the production `NodeValue`.
    pub const fn is_node_value(self) -> bool {
        matches!(
            self,
            Self::NodeArray
                | Self::NodeObject
                | Self::NodeKeyword
                | Self::Number
                | Self::ShapeId
                | Self::TextBlock
                | Self::QuotedText
        )
    }
}
