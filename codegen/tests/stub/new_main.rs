//! A server for `Shop`, to be edited.
//!
//! `shapewright stub shop --add --out FILE` adds the methods of new operations, and changes nothing else.

use generated::shop::{errors, types};
use generated::{Error, Request};

/// Implements `Shop`.
pub struct ShopService;

impl generated::shop::Shop for ShopService {
    /// Looks an item up.
    async fn get_item(
        &self,
        _request: Request<types::GetItemInput>,
    ) -> Result<types::GetItemOutput, Error<errors::GetItemError>> {
        Err(Error::NotImplemented)
    }

    /// The operation `PutItem`.
    async fn put_item(
        &self,
        _request: Request<types::PutItemInput>,
    ) -> Result<types::PutItemOutput, Error<errors::PutItemError>> {
        Err(Error::NotImplemented)
    }

    /// The operation `RemoveItem`.
    async fn remove_item(
        &self,
        _request: Request<types::RemoveItemInput>,
    ) -> Result<types::RemoveItemOutput, Error<errors::RemoveItemError>> {
        Err(Error::NotImplemented)
    }
}

/// Serves on the address that is the first argument, or on port 8080 of this machine.
#[tokio::main]
async fn main() -> std::io::Result<()> {
    let router = generated::shop::server::Router::new(ShopService);
    // Callers see status 500 without details; the details are for you.
    let router = router.on_fault(|fault| eprintln!("{fault}"));
    let address = std::env::args().nth(1);
    let address = address.as_deref().unwrap_or("127.0.0.1:8080");
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, axum::Router::new().fallback_service(router)).await
}
