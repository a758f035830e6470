//! What the example's implementation does beyond keeping things.

use generated::dataexchange::errors::CreateJobError;
use generated::dataexchange::types::{
    CreateJobInput, ExportAssetToSignedUrlRequestDetails, ImportAssetsFromS3RequestDetails, JobType, RequestDetails,
};
use generated::mgn::errors::StartImportError;
use generated::mgn::types::{S3BucketSource, StartImportInput};
use generated::panorama::errors::CreatePackageImportJobError;
use generated::panorama::types::{
    CreatePackageImportJobInput, DescribePackageImportJobInput, PackageImportJobInputConfig,
    PackageImportJobOutputConfig, PackageImportJobStatus, PackageImportJobType, PackageVersionInputConfig,
};
use generated::{dataexchange, mgn, panorama};
use quickstart::serve;
use quickstart::store::{IMPORT_QUOTA, Store};

fn import_job(token: &str, config: PackageImportJobInputConfig) -> CreatePackageImportJobInput {
    let output = PackageImportJobOutputConfig::new();
    CreatePackageImportJobInput::new(token, config, PackageImportJobType::NodePackageVersion, output)
}

#[tokio::test]
async fn a_token_means_one_import_job() {
    let address = serve::spawn(Store::new()).await.unwrap();
    let client = panorama::client::Client::builder().endpoint(format!("http://{address}")).build().unwrap();
    let config = PackageImportJobInputConfig::new();
    let first = client.create_package_import_job(import_job("one", config.clone())).await.unwrap();
    let again = client.create_package_import_job(import_job("one", config.clone())).await.unwrap();
    let other = client.create_package_import_job(import_job("two", config.clone())).await.unwrap();
    assert_eq!(first, again);
    assert_ne!(first, other);
    let changed = config.with_package_version_input_config(PackageVersionInputConfig::new());
    let error = client.create_package_import_job(import_job("one", changed)).await.unwrap_err();
    assert!(matches!(error.modeled(), Some(CreatePackageImportJobError::ConflictException(_))), "{error}");

    let id = first.job_id.unwrap();
    let job = client.describe_package_import_job(DescribePackageImportJobInput::new(&id)).await.unwrap();
    assert_eq!((job.job_id, job.client_token), (Some(id), Some("one".to_owned())));
    assert_eq!(job.status, Some(PackageImportJobStatus::Pending));
    assert_eq!(job.created_time, job.last_updated_time);
}

#[tokio::test]
async fn jobs_need_a_data_set_and_matching_details() {
    let address = serve::spawn(Store::new().with_data_set("ds")).await.unwrap();
    let client = dataexchange::client::Client::builder().endpoint(format!("http://{address}")).build().unwrap();
    let import = |data_set: &str| {
        let details = ImportAssetsFromS3RequestDetails::new().with_data_set_id(data_set);
        RequestDetails::new().with_import_assets_from_s3(details)
    };
    let job = client.create_job(CreateJobInput::new(import("ds"), JobType::ImportAssetsFromS3)).await.unwrap();
    let recorded = job.details.unwrap().import_assets_from_s3.unwrap();
    assert_eq!(recorded.data_set_id.as_deref(), Some("ds"));
    let export = ExportAssetToSignedUrlRequestDetails::new().with_data_set_id("ds");
    let details = RequestDetails::new().with_export_asset_to_signed_url(export);
    let job = client.create_job(CreateJobInput::new(details, JobType::ExportAssetToSignedUrl)).await.unwrap();
    assert_eq!(job.id.as_deref(), Some("job-2"));

    let error = client.create_job(CreateJobInput::new(import("no"), JobType::ImportAssetsFromS3)).await.unwrap_err();
    assert!(matches!(error.modeled(), Some(CreateJobError::ResourceNotFoundException(_))), "{error}");
    let error = client.create_job(CreateJobInput::new(import("ds"), JobType::ExportAssetsToS3)).await.unwrap_err();
    assert!(matches!(error.modeled(), Some(CreateJobError::ValidationException(_))), "{error}");
}

#[tokio::test]
async fn imports_have_a_bucket_a_token_and_a_quota() {
    let address = serve::spawn(Store::new().with_bucket("b")).await.unwrap();
    let client = mgn::client::Client::builder().endpoint(format!("http://{address}")).build().unwrap();
    let input = |bucket: &str, token: String| {
        StartImportInput::new(S3BucketSource::new().with_s3_bucket(bucket)).with_client_token(token)
    };
    let error = client.start_import(input("no", "t".into())).await.unwrap_err();
    assert!(matches!(error.modeled(), Some(StartImportError::ResourceNotFoundException(_))), "{error}");

    for number in 0..IMPORT_QUOTA {
        let started = client.start_import(input("b", format!("t-{number}"))).await.unwrap();
        let again = client.start_import(input("b", format!("t-{number}"))).await.unwrap();
        assert_eq!(started, again);
    }
    let error = client.start_import(input("b", "more".into())).await.unwrap_err();
    assert_eq!(error.status(), Some(402));
    assert!(matches!(error.modeled(), Some(StartImportError::ServiceQuotaExceededException(_))), "{error}");
    let changed = StartImportInput::new(S3BucketSource::new().with_s3_bucket("b").with_s3_key("k"));
    let error = client.start_import(changed.with_client_token("t-0")).await.unwrap_err();
    assert!(matches!(error.modeled(), Some(StartImportError::ConflictException(_))), "{error}");
}
