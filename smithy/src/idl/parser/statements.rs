//! The sections of a file and their statements.

use super::{Kind, Parsed, Parser};
use crate::idl::Fault;

impl Parser<'_> {
    /// A whole file.
    pub(super) fn idl(&mut self) {
        self.open(Kind::Idl);
        self.all_white_space();
        while self.at(Kind::Dollar) {
            self.statement(Self::control_statement);
            self.all_white_space();
        }
        while self.at_word("metadata") {
            self.statement(Self::metadata_statement);
            self.all_white_space();
        }
        if !self.at(Kind::EndOfFile) {
            self.shape_section();
        }
        self.all_white_space();
        self.misplaced_docs();
        // White space at the end is part of the file.
        self.significant = self.records.len() as u32;
        self.close();
    }

    fn shape_section(&mut self) {
        if !self.at_word("namespace") {
            let expected = "`namespace`";
            let mut fault = Fault::unexpected(self.text, self.token, expected);
            if self.at(Kind::Identifier) || self.at(Kind::At) || self.at(Kind::Dollar) {
                let help = "a file has control statements first, then metadata, then `namespace`, then shapes";
                fault.help = Some(help.into());
            }
            self.faults.push(fault);
            // Without a namespace, no later statement has a meaning.
            self.open(Kind::Error);
            while !self.at(Kind::EndOfFile) {
                self.bump();
            }
            self.docs.clear();
            return self.close();
        }
        self.statement(Self::namespace_statement);
        self.white_space();
        // Documentation comments in front of a shape belong to it, in front of `use` to nothing.
        while self.next_is_use() {
            self.all_white_space();
            self.statement(Self::use_statement);
            self.white_space();
        }
        loop {
            self.white_space();
            if self.at(Kind::EndOfFile) {
                break;
            }
            self.statement(Self::shape_or_apply_statement);
        }
    }

    fn next_is_use(&self) -> bool {
        let next = if self.kind().is_trivia() { self.token_after() } else { self.token };
        next.kind == Kind::Identifier && self.text.get(next.start as usize..next.end as usize) == Some("use")
    }

    fn control_statement(&mut self) -> Parsed {
        self.open(Kind::ControlStatement);
        self.bump();
        self.node_object_key("the name of a control statement, such as `version`")?;
        self.spaces();
        self.expect(Kind::Colon, "`:`")?;
        self.spaces();
        self.node_value()?;
        self.expect_line_break()?;
        self.close();
        Ok(())
    }

    fn metadata_statement(&mut self) -> Parsed {
        self.open(Kind::MetadataStatement);
        self.bump();
        self.expect_spaces("`metadata`")?;
        self.node_object_key("a key of the metadata")?;
        self.spaces();
        self.expect(Kind::Equal, "`=`")?;
        self.spaces();
        self.node_value()?;
        self.expect_line_break()?;
        self.close();
        Ok(())
    }

    fn namespace_statement(&mut self) -> Parsed {
        self.open(Kind::NamespaceStatement);
        self.bump();
        self.expect_spaces("`namespace`")?;
        self.open(Kind::Namespace);
        self.expect(Kind::Identifier, "the name of a namespace")?;
        self.rest_of_namespace()?;
        self.close();
        self.expect_line_break()?;
        self.close();
        Ok(())
    }

    fn use_statement(&mut self) -> Parsed {
        self.open(Kind::UseStatement);
        self.bump();
        self.expect_spaces("`use`")?;
        self.open(Kind::ShapeId);
        self.expect(Kind::Identifier, "a shape ID with its namespace, such as `com.example#Name`")?;
        self.rest_of_namespace()?;
        self.expect(Kind::Pound, "`#` and the name of a shape")?;
        self.expect(Kind::Identifier, "the name of a shape")?;
        self.close();
        self.expect_line_break()?;
        self.close();
        Ok(())
    }

    fn apply_statement(&mut self) -> Parsed {
        self.bump();
        self.expect_spaces("`apply`")?;
        self.shape_id("the ID of a shape or member")?;
        if !self.kind().is_trivia() {
            return self.fail("white space after the ID of the shape");
        }
        self.all_white_space();
        match self.kind() {
            Kind::At => self.single_trait()?,
            Kind::LeftBrace => {
                self.bump();
                self.all_white_space();
                self.trait_statements()?;
                self.all_white_space();
                self.expect(Kind::RightBrace, "a trait or `}`")?;
            }
            _ => return self.fail("a trait or `{`"),
        }
        self.expect_line_break()
    }

    /// A shape with its documentation and traits, or an `apply` statement.
    fn shape_or_apply_statement(&mut self) -> Parsed {
        let before = self.records.len();
        let has_docs = self.documentation();
        if self.at(Kind::EndOfFile) && has_docs {
            self.misplaced_docs();
            return Ok(());
        }
        self.docs.clear();
        if self.at_word("apply") {
            // Smithy ignores documentation comments here without a warning.
            self.open(Kind::ApplyStatement);
            self.apply_statement()?;
            self.close();
            return Ok(());
        }
        self.open_at(before, Kind::ShapeStatement);
        self.trait_statements()?;
        self.all_white_space();
        if self.at_word("apply") {
            let start = self.token.start as usize;
            let message = "traits must not be written in front of `apply`";
            let help = "write them after the ID of the shape";
            self.faults.push(Fault { help: Some(help.into()), ..Fault::new(start..self.token.end as usize, message) });
            return Err(super::Broken);
        }
        self.shape()?;
        self.expect_line_break()?;
        self.close();
        Ok(())
    }

    /// Takes the documentation comments in front of a shape or member; whether there are any. They are the
    /// parser's `docs` until they turn out to document something.
    pub(super) fn documentation(&mut self) -> bool {
        self.misplaced_docs();
        self.all_white_space();
        !self.docs.is_empty()
    }
}
