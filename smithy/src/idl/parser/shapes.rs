//! Definitions of shapes and members.

use super::{Broken, Kind, Parsed, Parser};
use crate::diagnostics::similar;
use crate::idl::Fault;

/// The words that begin a shape.
const TYPES: &[&str] = &[
    "bigDecimal",
    "bigInteger",
    "blob",
    "boolean",
    "byte",
    "document",
    "double",
    "enum",
    "float",
    "intEnum",
    "integer",
    "list",
    "long",
    "map",
    "operation",
    "resource",
    "service",
    "short",
    "string",
    "structure",
    "timestamp",
    "union",
];

impl Parser<'_> {
    /// The definition of a shape, after its traits.
    pub(super) fn shape(&mut self) -> Parsed {
        if self.at(Kind::Dollar) {
            return self.fail_with("a shape", "control statements stand at the beginning of the file");
        }
        if !self.at(Kind::Identifier) {
            return self.fail("a shape, such as `structure Name { … }`");
        }
        let keyword = self.lexeme();
        let kind = match keyword {
            "blob" | "boolean" | "document" | "string" | "byte" | "short" | "integer" | "long" | "float" | "double"
            | "bigInteger" | "bigDecimal" | "timestamp" => Kind::SimpleShape,
            "enum" | "intEnum" => Kind::EnumShape,
            "list" | "set" | "map" | "union" | "structure" => Kind::AggregateShape,
            "service" | "resource" => Kind::EntityShape,
            "operation" => Kind::OperationShape,
            _ => return self.unknown_type(keyword),
        };
        self.open(kind);
        self.bump();
        self.expect_spaces(&format!("`{keyword}`"))?;
        self.expect(Kind::Identifier, &format!("the name of the {keyword}"))?;
        if kind == Kind::AggregateShape {
            self.for_resource()?;
        }
        self.mixins()?;
        match kind {
            Kind::SimpleShape => {}
            Kind::EntityShape => {
                self.expect_brace()?;
                self.node_object()?;
            }
            Kind::OperationShape => self.operation_body()?,
            Kind::EnumShape => self.members(Kind::EnumShapeMembers)?,
            _ => self.members(Kind::ShapeMembers)?,
        }
        self.close();
        Ok(())
    }

    fn unknown_type(&mut self, keyword: &str) -> Parsed {
        let range = self.token.start as usize..self.token.end as usize;
        let mut fault = Fault::new(range, format!("`{keyword}` is not a type of shape"));
        fault.help = match keyword {
            "use" => Some("`use` statements come before all shapes".into()),
            "metadata" => Some("metadata comes before `namespace`".into()),
            "namespace" => Some("a file has one namespace".into()),
            "with" => Some("`with` stands on the line of the shape's name".into()),
            _ => similar(keyword, TYPES.iter().copied()).map(|word| format!("did you mean `{word}`?").into()),
        };
        self.faults.push(fault);
        Err(Broken)
    }

    /// Takes white space up to a brace that must come.
    fn expect_brace(&mut self) -> Parsed {
        self.all_white_space();
        if self.at(Kind::LeftBrace) { Ok(()) } else { self.fail("`{`") }
    }

    /// `for` and a resource, if they are there.
    pub(super) fn for_resource(&mut self) -> Parsed {
        self.spaces();
        if self.at_word("for") {
            self.open(Kind::ForResource);
            self.bump();
            self.expect_spaces("`for`")?;
            self.shape_id("the ID of a resource")?;
            self.close();
        }
        Ok(())
    }

    /// `with` and mixins, if they are there.
    pub(super) fn mixins(&mut self) -> Parsed {
        self.spaces();
        if !self.at_word("with") {
            return Ok(());
        }
        self.open(Kind::Mixins);
        self.bump();
        self.all_white_space();
        self.expect(Kind::LeftBracket, "`[`")?;
        self.all_white_space();
        self.shape_id("the ID of a mixin")?;
        self.all_white_space();
        while !self.at(Kind::RightBracket) {
            self.shape_id("the ID of a mixin or `]`")?;
            self.all_white_space();
        }
        self.bump();
        self.close();
        Ok(())
    }

    /// Braces with members between them; the kind is that of the node.
    pub(super) fn members(&mut self, kind: Kind) -> Parsed {
        self.expect_brace()?;
        self.open(kind);
        self.bump();
        loop {
            self.white_space();
            let before = self.records.len();
            let has_docs = self.documentation();
            if self.at(Kind::RightBrace) {
                if has_docs {
                    self.misplaced_docs();
                }
                break;
            }
            self.docs.clear();
            if kind == Kind::EnumShapeMembers {
                self.open_at(before, Kind::EnumShapeMember);
                self.enum_member()?;
            } else {
                self.open_at(before, Kind::ShapeMember);
                self.member()?;
            }
        }
        self.bump();
        self.close();
        Ok(())
    }

    fn enum_member(&mut self) -> Parsed {
        let expected = self.traits_of_member()?;
        self.expect(Kind::Identifier, expected)?;
        self.value_assignment()?;
        self.close();
        Ok(())
    }

    fn member(&mut self) -> Parsed {
        let expected = self.traits_of_member()?;
        if self.at(Kind::QuotedText) {
            return self.fail_with(expected, "names have no quotes");
        }
        if self.at(Kind::Dollar) {
            self.open(Kind::ElidedShapeMember);
            self.bump();
            self.expect(Kind::Identifier, "the name of a member after `$`")?;
        } else {
            self.open(Kind::ExplicitShapeMember);
            self.expect(Kind::Identifier, expected)?;
            self.spaces();
            self.expect(Kind::Colon, "`:`")?;
            self.spaces();
            self.shape_id("the ID of the member's target")?;
        }
        self.close();
        self.value_assignment()?;
        self.close();
        Ok(())
    }

    /// Takes the traits of a member; what must come after them.
    fn traits_of_member(&mut self) -> Result<&'static str, Broken> {
        let has_traits = self.at(Kind::At);
        self.trait_statements()?;
        self.all_white_space();
        Ok(if has_traits { "the member that the traits are applied to" } else { "the name of a member or `}`" })
    }

    /// `=` and a value, if they are there.
    fn value_assignment(&mut self) -> Parsed {
        self.spaces();
        if !self.at(Kind::Equal) {
            return Ok(());
        }
        self.open(Kind::ValueAssignment);
        self.bump();
        self.spaces();
        self.node_value()?;
        self.close();
        self.spaces();
        // A comma may stand for the line break.
        if self.at(Kind::Comma) { Ok(()) } else { self.expect_line_break() }
    }
}
