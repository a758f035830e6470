//! `cargo run -p shapewright-suites -- FOLDER [FILTER]`: runs the cases, prints what differs and the tables.

use std::path::Path;
use std::process::ExitCode;
use std::{env, io};

fn main() -> io::Result<ExitCode> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some(folder) = arguments.first() else {
        return Err(io::Error::other(
            "name the folder of Smithy's test data, and a part of the paths of cases if you like",
        ));
    };
    let outcomes = shapewright_suites::run(Path::new(folder), arguments.get(1).map_or("", String::as_str))?;
    io::Write::write_all(&mut io::stdout(), shapewright_suites::report(&outcomes).as_bytes())?;
    let is_passed = outcomes.iter().all(|outcome| outcome.failures.is_empty());
    Ok(if is_passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
