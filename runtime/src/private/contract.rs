//! Which generated code this runtime is for.
//!
//! Generated code and the hidden parts of the runtime fit together by a number, the contract. It is raised before a
//! release when generated code begins to need something that released runtimes lack, or when something that it needed is
//! gone. A runtime may serve several contracts: all for which everything is still there that their code needs.

/// The contract of the code that the generator of this version writes, and the version of the runtime that was the first
/// to serve it.
pub const CONTRACT: (u32, &str) = (1, "0.1.0");

/// Accepts a contract that this runtime serves, and says what to do about any other. A macro, because its error comes
/// before those about the names that are missing then.
#[macro_export]
#[doc(hidden)]
macro_rules! __requires {
    // One line for each contract that is served.
    (contract = 1, since = $since:literal) => {};
    (contract = $contract:literal, since = $since:literal) => {
        compile_error!(concat!(
            "this code was generated for shapewright-runtime ",
            $since,
            ", but it is compiled with shapewright-runtime 0.1.0: set the dependency `shapewright-runtime` to version ",
            $since,
            ", or regenerate the code with `shapewright generate` of version 0.1.0",
        ));
    };
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_error_names_the_version_of_this_package() {
        let text = include_str!("contract.rs");
        let version = env!("CARGO_PKG_VERSION");
        for sentence in ["compiled with shapewright-runtime ", "`shapewright generate` of version "] {
            assert!(text.contains(&format!("{sentence}{version}")), "the macro is not of version {version}");
        }
    }

    #[test]
    fn the_contract_of_the_generator_is_served() {
        let (contract, _) = super::CONTRACT;
        assert!(
            include_str!("contract.rs").contains(&format!("(contract = {contract}, since = $since:literal) => {{}};"))
        );
    }
}
