//! What stands between the braces of an operation.

use super::{Broken, Kind, Parsed, Parser};
use crate::idl::Fault;

impl Parser<'_> {
    pub(super) fn operation_body(&mut self) -> Parsed {
        self.all_white_space();
        if !self.at(Kind::LeftBrace) {
            return self.fail("`{`");
        }
        self.open(Kind::OperationBody);
        self.bump();
        self.all_white_space();
        while !self.at(Kind::RightBrace) {
            self.operation_property()?;
            if !self.kind().is_trivia() && !self.at(Kind::RightBrace) {
                return self.fail("white space");
            }
            self.all_white_space();
        }
        self.bump();
        self.close();
        Ok(())
    }

    fn operation_property(&mut self) -> Parsed {
        match (self.kind(), self.lexeme()) {
            (Kind::Identifier, "input") => self.input_or_output(Kind::OperationInput),
            (Kind::Identifier, "output") => self.input_or_output(Kind::OperationOutput),
            (Kind::Identifier, "errors") => self.errors(),
            (Kind::Identifier, property) => {
                let range = self.token.start as usize..self.token.end as usize;
                let message = format!("`{property}` is not a property of operations");
                let help = Some("the properties are `input`, `output` and `errors`".into());
                self.faults.push(Fault { help, ..Fault::new(range, message) });
                Err(Broken)
            }
            _ => self.fail("`input`, `output`, `errors` or `}`"),
        }
    }

    fn input_or_output(&mut self, kind: Kind) -> Parsed {
        self.open(kind);
        self.bump();
        self.all_white_space();
        if self.at(Kind::Walrus) {
            self.inline_aggregate_shape()?;
        } else {
            self.expect(Kind::Colon, "`:` and the ID of a structure, or `:=` and a structure")?;
            self.all_white_space();
            if self.at(Kind::LeftBrace) {
                return self.fail_with("the ID of a structure", "write `:=` in front of a structure without a name");
            }
            self.shape_id("the ID of a structure")?;
        }
        self.close();
        Ok(())
    }

    fn inline_aggregate_shape(&mut self) -> Parsed {
        self.open(Kind::InlineAggregateShape);
        self.bump();
        self.documentation();
        // Documentation comments come first; what comes after traits documents nothing.
        self.docs.clear();
        self.trait_statements()?;
        self.all_white_space();
        self.for_resource()?;
        self.mixins()?;
        self.members(Kind::ShapeMembers)?;
        self.close();
        Ok(())
    }

    fn errors(&mut self) -> Parsed {
        self.open(Kind::OperationErrors);
        self.bump();
        self.all_white_space();
        self.expect(Kind::Colon, "`:`")?;
        self.all_white_space();
        self.expect(Kind::LeftBracket, "`[`")?;
        self.all_white_space();
        while !self.at(Kind::RightBracket) {
            self.shape_id("the ID of a structure or `]`")?;
            self.all_white_space();
        }
        self.bump();
        self.close();
        Ok(())
    }
}
