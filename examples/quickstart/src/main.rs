//! Serves three services on a port of this machine and calls all of their operations.

#![expect(clippy::print_stdout, reason = "the example tells what happens")]

use generated::dataexchange::{self, types as data};
use generated::mgn::{self, types as migration};
use generated::panorama::{self, errors::CreatePackageError, types as edge};
use generated::{CallOptions, Error, Request, Validate, Validation};
use quickstart::serve;
use quickstart::store::Store;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result {
    let store = Store::new().with_data_set("weather").with_bucket("inventory");
    let endpoint = format!("http://{}", serve::spawn(store).await?);
    println!("serving on {endpoint}");

    packages(&endpoint).await?;
    data_sets(&endpoint).await?;
    inventories(&endpoint).await?;
    violations(&endpoint).await?;
    types_alone()
}

/// Three operations of one service, and an error that its model names.
async fn packages(endpoint: &str) -> Result {
    let client = panorama::client::Client::builder().endpoint(endpoint).build()?;

    let input = edge::CreatePackageInput::new("people_counter").with_tags([("team", "vision")]);
    let package = client.create_package(input.clone()).await?;
    println!("CreatePackage: {}", package.arn.unwrap_or_default());

    // Errors are enums: the ones that the model names are variants.
    match client.create_package(input).await {
        Err(Error::Modeled { error: CreatePackageError::ConflictException(conflict), .. }) => {
            println!("CreatePackage again: {}", conflict.message.unwrap_or_default());
        }
        other => return Err(format!("expected a conflict: {other:?}").into()),
    }

    let location = edge::S3Location::new().with_bucket_name("uploads").with_object_key("people_counter.tar.gz");
    let source = edge::PackageVersionInputConfig::new().with_s3_location(location);
    let version =
        edge::PackageVersionOutputConfig::new().with_package_name("people_counter").with_package_version("1.0");
    let input = edge::CreatePackageImportJobInputRequired {
        client_token: "token-1".to_owned(),
        job_type: edge::PackageImportJobType::NodePackageVersion,
        input_config: edge::PackageImportJobInputConfig::new().with_package_version_input_config(source),
        output_config: edge::PackageImportJobOutputConfig::new().with_package_version_output_config(version),
    };
    let job = client.create_package_import_job(edge::CreatePackageImportJobInput::from(input)).await?;
    let id = job.job_id.unwrap_or_default();
    println!("CreatePackageImportJob: {id}");

    let job = client.describe_package_import_job(edge::DescribePackageImportJobInput::new(id)).await?;
    let status = job.status.ok_or("no status")?;
    let since = job.created_time.ok_or("no time")?;
    println!("DescribePackageImportJob: {status} since {since}");
    Ok(())
}

async fn data_sets(endpoint: &str) -> Result {
    let client = dataexchange::client::Client::builder().endpoint(endpoint).build()?;
    let source = data::AssetSourceEntry::new().with_bucket("uploads").with_key("2026/june.csv");
    let details = data::ImportAssetsFromS3RequestDetails::new()
        .with_asset_sources(vec![source])
        .with_data_set_id("weather")
        .with_revision_id("1");
    let details = data::RequestDetails::new().with_import_assets_from_s3(details);
    let input = data::CreateJobInput::new(details, data::JobType::ImportAssetsFromS3);
    let job = client.create_job(input).await?;
    println!("CreateJob: {} is {}", job.id.unwrap_or_default(), job.state.ok_or("no state")?);
    Ok(())
}

async fn inventories(endpoint: &str) -> Result {
    let client = mgn::client::Client::builder().endpoint(endpoint).build()?;
    let source = migration::S3BucketSource::new().with_s3_bucket("inventory").with_s3_key("servers.csv");
    let started = client.start_import(migration::StartImportInput::new(source)).await?;
    let task = started.import_task.ok_or("no task")?;
    println!("StartImport: {} is {}", task.import_id.unwrap_or_default(), task.status.unwrap_or_default());
    Ok(())
}

/// A request that breaks constraints: the server refuses it, and so does a client that is asked to.
async fn violations(endpoint: &str) -> Result {
    let client = panorama::client::Client::builder().endpoint(endpoint).build()?;
    let input = edge::CreatePackageInput::new("people counter").with_tags([("", "vision")]);
    match client.create_package(input.clone()).await {
        Err(error) if error.status() == Some(400) => println!("refused by the server: {error}"),
        other => return Err(format!("expected a refusal: {other:?}").into()),
    }

    let careful = CallOptions::new().with_validation(Validation::Deny);
    let request = Request::new(input).with_options(careful);
    match client.create_package(request).await {
        Err(Error::Invalid(violations)) => {
            println!("refused by the client: {} errors", violations.count())
        }
        other => return Err(format!("expected a refusal: {other:?}").into()),
    }
    Ok(())
}

/// Types work without a client or a server.
fn types_alone() -> Result {
    let text = r#"{"PackageName": "people counter", "Tags": {"": "vision"}}"#;
    let input: edge::CreatePackageInput = serde_json::from_str(text)?;
    let Err(violations) = input.validate() else {
        return Err("expected violations".into());
    };
    println!("found in {text}:");
    for violation in &violations {
        println!("  {}: {}", violation.path, violation.constraint);
    }
    Ok(())
}
