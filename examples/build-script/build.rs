//! Generates the module `api`, as `shapewright.toml` says, whenever the models change.

fn main() -> Result<(), shapewright_codegen::BuildError> {
    shapewright_codegen::build("shapewright.toml")
}
