//! The part of JMESPath that chooses values and computes none.

use ::jmespath::ast::Ast;

use super::Expression;

impl Expression {
    /// What an expression has besides names, wildcards, `[]`, lists and `keys()`, as messages call it (Smithy 2.0,
    /// "operationContextParams trait").
    pub(crate) fn beyond_paths(&self) -> Vec<String> {
        let mut found = Vec::new();
        visit(&self.ast, &mut found);
        found
    }
}

fn visit(ast: &Ast, found: &mut Vec<String>) {
    let mut beyond = |what: &str| found.push(what.to_owned());
    match ast {
        Ast::Identity { .. } | Ast::Field { .. } => {}
        Ast::Subexpr { lhs, rhs, .. } | Ast::Projection { lhs, rhs, .. } => {
            visit(lhs, found);
            visit(rhs, found);
        }
        Ast::ObjectValues { node, .. } | Ast::Flatten { node, .. } => visit(node, found),
        Ast::MultiList { elements, .. } => elements.iter().for_each(|element| visit(element, found)),
        Ast::Function { name, args, .. } => {
            if name != "keys" {
                beyond(&format!("the function `{name}`"));
            }
            args.iter().for_each(|argument| visit(argument, found));
        }
        Ast::Index { .. } => beyond("an index"),
        Ast::Slice { .. } => beyond("a slice"),
        Ast::Literal { .. } => beyond("a literal"),
        Ast::Comparison { .. } => beyond("a comparison"),
        Ast::Condition { .. } => beyond("a filter"),
        Ast::MultiHash { .. } => beyond("an object"),
        Ast::Expref { .. } => beyond("an expression as an argument"),
        Ast::And { .. } | Ast::Or { .. } | Ast::Not { .. } => beyond("a condition"),
    }
}
