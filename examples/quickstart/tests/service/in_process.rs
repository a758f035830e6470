//! One trait, several roles: an implementation, a double, a client over a socket, a client over a router.

use generated::panorama::Panorama;
use generated::panorama::client::Client;
use generated::panorama::errors::CreatePackageError;
use generated::panorama::server::Router;
use generated::panorama::types::{CreatePackageInput, DescribePackageImportJobInput};
use generated::{CallOptions, Error, Request, Validation};
use quickstart::serve;
use quickstart::store::Store;
use serde_json::json;

use crate::double::{Double, MESSAGE, Outcome};

/// What some code of a user does with the service, whoever provides it.
async fn register(panorama: &impl Panorama, name: &str) -> Result<String, Error<CreatePackageError>> {
    let output = panorama.create_package(CreatePackageInput::new(name).into()).await?;
    Ok(output.package_id.unwrap_or_default())
}

fn over_router(service: impl Panorama) -> impl Panorama {
    Client::builder().endpoint("http://in-process").transport(Router::new(service)).max_attempts(1).build().unwrap()
}

#[tokio::test]
async fn every_role_behaves_the_same() {
    async fn check(panorama: impl Panorama, role: &str) {
        assert_eq!(register(&panorama, "a").await.unwrap(), "package-1", "{role}");
        let error = register(&panorama, "a").await.unwrap_err();
        let Error::Modeled { error: CreatePackageError::ConflictException(conflict), .. } = error else {
            panic!("{role}: {error:?}");
        };
        assert_eq!(conflict.message.unwrap(), "There is a package a already.", "{role}");
        let missing = panorama.describe_package_import_job(DescribePackageImportJobInput::new("j").into()).await;
        assert_eq!(missing.unwrap_err().status(), Some(400), "{role}");
    }
    check(Store::new(), "the implementation").await;
    check(over_router(Store::new()), "a client over a router").await;
    let address = serve::spawn(Store::new()).await.unwrap();
    check(Client::builder().endpoint(format!("http://{address}")).build().unwrap(), "a client over a socket").await;
    // A client is an implementation, and so can be served.
    check(over_router(over_router(Store::new())), "a router of a client of a router").await;
}

#[tokio::test]
async fn a_double_stands_in() {
    let fine = Double::answering(Outcome::Output(json!({ "PackageId": "p" })));
    assert_eq!(register(&fine, "a").await.unwrap(), "p");
    assert_eq!(*fine.seen().lock().unwrap(), [json!({ "PackageName": "a" })]);

    let failing = Double::answering(Outcome::Error("AccessDeniedException"));
    let direct = register(&failing, "a").await.unwrap_err();
    let routed = register(&over_router(failing), "a").await.unwrap_err();
    for error in [direct, routed] {
        assert!(matches!(error.modeled(), Some(CreatePackageError::AccessDeniedException(_))), "{error:?}");
        assert!(error.to_string().contains(MESSAGE), "{error}");
    }
}

#[tokio::test]
async fn a_client_refuses_violations_when_asked() {
    let double = Double::answering(Outcome::Output(json!({})));
    let seen = double.seen();
    let client = over_router(double);
    let input = CreatePackageInput::new("a b");
    let deny = CallOptions::new().with_validation(Validation::Deny);
    let error = client.create_package(Request::new(input.clone()).with_options(deny)).await.unwrap_err();
    assert!(matches!(&error, Error::Invalid(violations) if violations.count() == 1), "{error:?}");
    assert!(error.to_string().contains("/PackageName"), "{error}");

    // By default the server decides.
    let error = client.create_package(input.into()).await.unwrap_err();
    assert!(matches!(error.modeled(), Some(CreatePackageError::ValidationException(_))), "{error:?}");
    assert!(error.to_string().contains("/PackageName"), "{error}");
    assert!(seen.lock().unwrap().is_empty());
}
