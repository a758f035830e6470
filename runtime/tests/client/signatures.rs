//! Signatures, as a service would see them.

use aws_credential_types::Credentials;
use runtime::client::{SigV4, Sign, Signing};
use runtime::{Body, ByteStream, Error};

use crate::canned::{Canned, answer};
use crate::sample::{Client, CreatePackageInput, PutContentInput};

fn signed(canned: &Canned) -> Client<Canned> {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret", Some("session".to_owned()), None, "test");
    let signer = SigV4::new("warehouse", "eu-north-1", credentials);
    Client::builder().endpoint("http://example.com").signer(signer).transport(canned.clone()).build().unwrap()
}

#[tokio::test]
async fn the_whole_request_is_signed() {
    let canned = Canned::new([answer(201, &[], "")]);
    signed(&canned).create_package(CreatePackageInput { name: "a".to_owned(), ..Default::default() }).await.unwrap();
    let seen = canned.only();
    let date = &seen.header("x-amz-date").unwrap()[..8];
    let authorization = seen.header("authorization").unwrap();
    let scope = format!("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{date}/eu-north-1/warehouse/aws4_request, ");
    let names = "SignedHeaders=accept;content-length;content-type;host;x-amz-date;x-amz-security-token, Signature=";
    let signature = authorization.strip_prefix(&format!("{scope}{names}")).unwrap_or_else(|| panic!("{authorization}"));
    assert_eq!(signature.len(), 64);
    assert_eq!(seen.header("x-amz-security-token"), Some("session"));
    assert_eq!(seen.header("x-amz-content-sha256"), None);
}

#[tokio::test]
async fn streams_are_left_out_of_the_signature() {
    let canned = Canned::new([answer(204, &[], "")]);
    let content = ByteStream::new(http_body_util::Full::<bytes::Bytes>::from("12345"));
    signed(&canned).put_content(PutContentInput { name: "a".to_owned(), content }).await.unwrap();
    assert_eq!(canned.only().header("x-amz-content-sha256"), Some("UNSIGNED-PAYLOAD"));
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_signed_is_not_sent() {
    struct Never;

    impl Sign for Never {
        fn sign<'a>(&'a self, _: &'a mut http::Request<Body>) -> Signing<'a> {
            Box::pin(async { Err("no credentials".into()) })
        }
    }

    let canned = Canned::new([]);
    let client = Client::builder().endpoint("http://a").signer(Never).transport(canned.clone()).build().unwrap();
    let input = CreatePackageInput { name: "a".to_owned(), ..Default::default() };
    let error = client.create_package(input).await.unwrap_err();
    assert!(matches!(error, Error::Transport { maybe_sent: false, .. }), "{error:?}");
    assert_eq!(error.to_string(), "CreatePackage: the transport failed: no credentials");
    assert!(canned.seen().is_empty());
}
