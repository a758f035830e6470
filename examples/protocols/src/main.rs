//! Serves one service on a port of this machine, and calls it in each of its protocols.

#![expect(clippy::print_stdout, reason = "the example tells what happens")]

use protocols::store::Store;
use protocols::{PROTOCOLS, calls, serve};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (address, log) = serve::spawn(Store::default()).await?;
    let endpoint = format!("http://{address}");
    println!("serving on {endpoint}");

    for (number, protocol) in PROTOCOLS.into_iter().enumerate() {
        let id = format!("AB{number:04}");
        let outcome = calls::run(&endpoint, protocol, &id).await.map_err(|error| format!("{protocol}: {error}"))?;
        let registration = log.take().into_iter().next().unwrap_or_default();
        println!("{protocol}: {registration}: {outcome}");
    }
    Ok(())
}
