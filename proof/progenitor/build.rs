//! Makes a client of each document in the folder that the variable `OPENAPI_DOCUMENTS` names.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The services that the tests call.
const SERVICES: [&str; 4] = ["dataexchange", "main", "mgn", "panorama"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-env-changed=OPENAPI_DOCUMENTS");
    let folder =
        env::var("OPENAPI_DOCUMENTS").map_err(|_| "run this by `cargo xtask openapi-proof --tool progenitor`")?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for service in SERVICES {
        let document = Path::new(&folder).join(format!("{service}-shared.json"));
        println!("cargo:rerun-if-changed={}", document.display());
        let document = serde_json::from_slice(&fs::read(&document)?)?;
        let tokens = progenitor::Generator::default().generate_tokens(&document)?;
        fs::write(out.join(format!("{service}.rs")), prettyplease::unparse(&syn::parse2(tokens)?))?;
    }
    Ok(())
}
