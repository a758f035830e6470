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
