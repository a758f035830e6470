//! Node values and shape ids.

use super::{Broken, DEEPEST, Kind, Parsed, Parser};
use crate::idl::Fault;

impl Parser<'_> {
    pub(super) fn node_value(&mut self) -> Parsed {
        match self.kind() {
            Kind::LeftBrace => self.nested(Self::node_object),
            Kind::LeftBracket => self.nested(Self::node_array),
            Kind::Number | Kind::QuotedText | Kind::TextBlock => {
                self.bump();
                Ok(())
            }
            Kind::Identifier => self.shape_id_or_keyword(),
            _ => self.fail("a value: a string, a number, a shape ID, `true`, `false`, `null`, `{` or `[`"),
        }
    }

    /// Reads a value that holds others.
    fn nested(&mut self, production: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.depth == DEEPEST {
            let range = self.token.start as usize..self.token.end as usize;
            let message = format!("values are nested more than {DEEPEST} levels deep");
            self.faults.push(Fault::new(range, message));
            return Err(Broken);
        }
        self.depth += 1;
        production(self)?;
        self.depth -= 1;
        Ok(())
    }

    fn node_array(&mut self) -> Parsed {
        self.open(Kind::NodeArray);
        self.bump();
        self.all_white_space();
        while !self.at(Kind::RightBracket) {
            self.node_value()?;
            self.all_white_space();
        }
        self.bump();
        self.close();
        Ok(())
    }

    pub(super) fn node_object(&mut self) -> Parsed {
        self.open(Kind::NodeObject);
        self.bump();
        self.all_white_space();
        while !self.at(Kind::RightBrace) {
            self.node_object_kvp("a key or `}`")?;
            self.all_white_space();
        }
        self.bump();
        self.close();
        Ok(())
    }

    pub(super) fn node_object_kvp(&mut self, expected: &str) -> Parsed {
        self.open(Kind::NodeObjectKvp);
        self.node_object_key(expected)?;
        self.all_white_space();
        self.expect(Kind::Colon, "`:`")?;
        self.all_white_space();
        self.node_value()?;
        self.close();
        Ok(())
    }

    pub(super) fn node_object_key(&mut self, expected: &str) -> Parsed {
        if !matches!(self.kind(), Kind::Identifier | Kind::QuotedText) {
            return self.fail(expected);
        }
        self.open(Kind::NodeObjectKey);
        self.bump();
        self.close();
        Ok(())
    }

    fn shape_id_or_keyword(&mut self) -> Parsed {
        let is_keyword = matches!(self.lexeme(), "true" | "false" | "null");
        self.open(Kind::ShapeId);
        self.bump();
        if is_keyword && !matches!(self.kind(), Kind::Dot | Kind::Pound | Kind::Dollar) {
            self.close_as(Kind::NodeKeyword);
            return Ok(());
        }
        self.rest_of_shape_id()
    }

    /// A shape id, relative or absolute, with or without a member.
    pub(super) fn shape_id(&mut self, expected: &str) -> Parsed {
        if !self.at(Kind::Identifier) {
            return self.fail(expected);
        }
        self.open(Kind::ShapeId);
        self.bump();
        self.rest_of_shape_id()
    }

    /// The rest of a shape id after its first word; ends its node.
    fn rest_of_shape_id(&mut self) -> Parsed {
        let has_dots = self.at(Kind::Dot);
        self.rest_of_namespace()?;
        if self.at(Kind::Pound) {
            self.bump();
            self.expect(Kind::Identifier, "the name of a shape")?;
        } else if has_dots {
            return self.fail("`#` and the name of a shape");
        }
        if self.at(Kind::Dollar) {
            self.bump();
            self.expect(Kind::Identifier, "the name of a member")?;
        }
        self.close();
        Ok(())
    }

    /// Dots and words after the first word of a namespace.
    pub(super) fn rest_of_namespace(&mut self) -> Parsed {
        while self.at(Kind::Dot) {
            self.bump();
            self.expect(Kind::Identifier, "a name after `.`")?;
        }
        Ok(())
    }
}
