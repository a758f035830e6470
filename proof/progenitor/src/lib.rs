//! The clients.

#![allow(missing_docs)]

macro_rules! clients {
    ($($name:ident)*) => {
        $(
            #[allow(clippy::all, unused)]
            pub mod $name {
                include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs"));
            }
        )*
    };
}

clients! { dataexchange main mgn panorama }
