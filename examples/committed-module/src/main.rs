//! `convert ENDPOINT AMOUNT BASE QUOTE`: prints an amount of money in another currency.

use convert::api::rates::client::Client;
use convert::convert;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [endpoint, amount, base, quote] = &arguments[..] else {
        return Err("usage: convert ENDPOINT AMOUNT BASE QUOTE".into());
    };
    let client = Client::builder().endpoint(endpoint).build()?;
    println!("{:.2} {quote}", convert(&client, amount.parse()?, base, quote).await?);
    Ok(())
}
