//! Traits.

use super::{Kind, Parsed, Parser};

impl Parser<'_> {
    /// All traits that come next, if there are any.
    pub(super) fn trait_statements(&mut self) -> Parsed {
        if !self.at(Kind::At) {
            return Ok(());
        }
        self.open(Kind::TraitStatements);
        while self.at(Kind::At) {
            self.single_trait()?;
            self.all_white_space();
        }
        self.close();
        Ok(())
    }

    pub(super) fn single_trait(&mut self) -> Parsed {
        self.open(Kind::Trait);
        self.bump();
        self.shape_id("the name of a trait")?;
        if self.at(Kind::LeftParen) {
            self.open(Kind::TraitBody);
            self.bump();
            self.all_white_space();
            self.trait_content()?;
            self.all_white_space();
            self.expect(Kind::RightParen, "`)`")?;
            self.close();
        }
        self.close();
        Ok(())
    }

    /// What stands between the parentheses.
    fn trait_content(&mut self) -> Parsed {
        match self.kind() {
            Kind::RightParen => Ok(()),
            Kind::Identifier | Kind::QuotedText if self.token_after().kind == Kind::Colon => {
                self.open(Kind::TraitStructure);
                while !self.at(Kind::RightParen) {
                    self.node_object_kvp("a key or `)`")?;
                    self.all_white_space();
                }
                self.close();
                Ok(())
            }
            _ => self.node_value(),
        }
    }
}
