//! A server for three services in one process: `store` implements them, `serve` puts them on a port.

pub mod serve;
pub mod store;
