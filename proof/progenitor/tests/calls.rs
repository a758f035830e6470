//! Typed calls that succeed, and violations that come back as the documented error.

use progenitor_client::Error;
use progenitor_proof::{dataexchange, main as shop, mgn, panorama};

fn server(name: &str) -> String {
    std::env::var(format!("SERVER_{name}")).expect("run this by `cargo xtask openapi-proof --tool progenitor`")
}

#[tokio::test]
async fn coffee_shop() {
    use shop::types::{CoffeeType, CreateOrderRequestContent, GetOrderId};

    let client = shop::Client::new(&server("MAIN"));
    let menu = client.get_menu().await.unwrap().into_inner();
    assert!(menu.items.iter().all(|item| !item.description.is_empty()));
    let request = CreateOrderRequestContent { coffee_type: CoffeeType::Latte };
    let created = client.create_order(&request).await.unwrap().into_inner();
    let id: GetOrderId = created.id.parse().unwrap();
    client.get_order(&id).await.unwrap();
    // The client knows the pattern.
    assert!("1".parse::<GetOrderId>().is_err());
}

#[tokio::test]
async fn packages() {
    use panorama::types::CreatePackageRequestContent;

    let client = panorama::Client::new(&server("PANORAMA"));
    let mut request = CreatePackageRequestContent {
        package_name: "people_counter".parse().unwrap(),
        tags: serde_json::from_value(serde_json::json!({ "team": "vision" })).unwrap(),
    };
    client.create_package(&request).await.unwrap();
    // The client does not count entries, so the server sees these.
    let tags: serde_json::Map<_, _> = (0..51).map(|number| (format!("key-{number}"), "value".into())).collect();
    request.tags = serde_json::from_value(tags.into()).unwrap();
    match client.create_package(&request).await {
        Err(Error::ErrorResponse(response)) => {
            assert_eq!(response.status(), 400);
            assert_eq!(response.headers()["x-amzn-errortype"], "ValidationException");
            let error: panorama::types::CreatePackageErrorContent = response.into_inner();
            let paths: Vec<_> = error.field_list.iter().map(|violation| violation.path.as_str()).collect();
            assert_eq!(paths, ["/Tags"]);
        }
        other => panic!("{other:?}"),
    }
    let job = "job-1".parse().unwrap();
    client.describe_package_import_job(&job).await.unwrap();
}

#[tokio::test]
async fn import_and_job() {
    let client = mgn::Client::new(&server("MGN"));
    let source = serde_json::json!({ "s3BucketSource": { "s3Bucket": "inventories", "s3Key": "a.csv" } });
    let started = client.start_import(&serde_json::from_value(source).unwrap()).await.unwrap();
    assert_eq!(started.status(), 202);

    let client = dataexchange::Client::new(&server("DATAEXCHANGE"));
    let job = serde_json::json!({ "Type": "EXPORT_ASSETS_TO_S3", "Details": {} });
    client.create_job(&serde_json::from_value(job).unwrap()).await.unwrap();
}
