//! Endpoints, and clients that cannot be built.

use shapewright_runtime::client::{BuildError, Endpoint, EndpointError};

use crate::canned::Canned;
use crate::sample::Client;

#[test]
fn endpoints_are_read() {
    let cases = [
        ("http://127.0.0.1:8080", Ok("http://127.0.0.1:8080")),
        ("http://localhost/", Ok("http://localhost")),
        ("https://example.com:8443/a/b//", Ok("https://example.com:8443/a/b")),
        ("HTTPS://[::1]:80/a%20b", Ok("https://[::1]:80/a%20b")),
        ("http://[::1]", Ok("http://[::1]")),
        ("", Err(EndpointError::NoScheme)),
        ("example.com", Err(EndpointError::NoScheme)),
        ("localhost:8080", Err(EndpointError::NoScheme)),
        ("//example.com", Err(EndpointError::NoScheme)),
        ("ftp://example.com", Err(EndpointError::Scheme)),
        ("://example.com", Err(EndpointError::Scheme)),
        ("http://", Err(EndpointError::NoHost)),
        ("http:///path", Err(EndpointError::NoHost)),
        ("http://:80", Err(EndpointError::NoHost)),
        ("http://exa mple.com", Err(EndpointError::Host)),
        ("http://[::1", Err(EndpointError::Host)),
        ("http://example.com:65536", Err(EndpointError::Port)),
        ("http://example.com:", Err(EndpointError::Port)),
        ("http://me:secret@example.com", Err(EndpointError::UserInfo)),
        ("http://example.com/a b", Err(EndpointError::Path)),
        ("http://example.com/a?b=c", Err(EndpointError::Query)),
        ("http://example.com?b", Err(EndpointError::Query)),
        ("http://example.com/#top", Err(EndpointError::Query)),
    ];
    for (text, expected) in cases {
        let endpoint = text.parse::<Endpoint>().map(|endpoint| endpoint.to_string());
        assert_eq!(endpoint, expected.map(str::to_owned), "{text}");
    }
}

#[test]
fn what_is_missing_is_said() {
    let error = Client::builder().transport(Canned::default()).build().unwrap_err();
    assert_eq!(error.to_string(), "the client has no endpoint: set one with `.endpoint(…)`");
    let error = Client::builder().endpoint("example.com").transport(Canned::default()).build().unwrap_err();
    let reason = "the scheme is missing: an endpoint begins with http:// or https://";
    assert_eq!(error.to_string(), "the endpoint `example.com` is not valid");
    // What Rust prints of an error that `main` returns.
    assert_eq!(format!("{error:?}"), format!("the endpoint `example.com` is not valid: {reason}"));
    assert!(matches!(error, BuildError::Endpoint { source: EndpointError::NoScheme, .. }));
}

#[test]
fn names_that_no_header_can_have_are_refused() {
    let builder = || Client::builder().endpoint("http://a").transport(Canned::default());
    for name in ["", "my orders", "orders/", "/1", "orders/1/2", "orders\r\n", "or(ders)"] {
        let error = builder().app_name(name).build().unwrap_err();
        assert!(matches!(&error, BuildError::AppName(refused) if refused == name), "{error}");
    }
    assert!(matches!(builder().user_agent("a\nb: c").build(), Err(BuildError::UserAgent(_))));
}

#[cfg(feature = "http")]
#[test]
fn the_default_transport_speaks_tls_with_a_feature() {
    Client::builder().endpoint("http://example.com").build().unwrap();
    let client = Client::builder().endpoint("https://example.com").build();
    if cfg!(feature = "rustls") {
        client.unwrap();
    } else {
        let error = client.unwrap_err();
        assert!(matches!(error, BuildError::NoTls));
        assert!(format!("{error:?}").starts_with("an https endpoint needs the feature `rustls`"), "{error:?}");
    }
}
