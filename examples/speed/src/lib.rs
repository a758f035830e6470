//! What the benchmarks compare: hand-written types of the same shape as generated ones, and texts to read.

pub mod cbor;
pub mod form;
pub mod xml;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The body of an answer of DescribePackageImportJob, as the service writes it.
pub const ANSWER: &str = r#"{"ClientToken":"3b241101-e2bb-4255-8caf-4136c566a962","CreatedTime":1732104000.25,"InputConfig":{"PackageVersionInputConfig":{"S3Location":{"BucketName":"my-bucket","ObjectKey":"packages/people_counter.tar.gz","Region":"us-east-1"}}},"JobId":"a1b2c3d4-5678-90ab-cdef-EXAMPLE11111","JobTags":[{"ResourceType":"PACKAGE","Tags":{"team":"vision","stage":"beta"}}],"JobType":"NODE_PACKAGE_VERSION","LastUpdatedTime":1732104060,"Output":{"OutputS3Location":{"BucketName":"my-bucket","ObjectKey":"out/people_counter"},"PackageId":"package-people_counter","PackageVersion":"1.0","PatchVersion":"2f6a"},"OutputConfig":{"PackageVersionOutputConfig":{"MarkLatest":true,"PackageName":"people_counter","PackageVersion":"1.0"}},"Status":"SUCCEEDED","StatusMessage":"The job has succeeded."}"#;

macro_rules! structures {
    ($($name:ident { $($field:ident $key:literal: $ty:ty,)* })*) => {$(
        /// The hand-written counterpart of the generated type.
        #[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq)]
        #[expect(missing_docs, reason = "the names are the model's")]
        pub struct $name {
            $(
                #[serde(rename = $key, skip_serializing_if = "Option::is_none")]
                pub $field: Option<$ty>,
            )*
        }

        cbor::structure!($name { $($field $key,)* });
    )*};
}

structures! {
    Describe {
        client_token "ClientToken": String,
        created_time "CreatedTime": f64,
        input_config "InputConfig": InputConfig,
        job_id "JobId": String,
        job_tags "JobTags": Vec<JobTags>,
        job_type "JobType": JobType,
        last_updated_time "LastUpdatedTime": f64,
        output "Output": Output,
        output_config "OutputConfig": OutputConfig,
        status "Status": Status,
        status_message "StatusMessage": String,
    }
    InputConfig {
        package_version_input_config "PackageVersionInputConfig": PackageVersionInputConfig,
    }
    PackageVersionInputConfig {
        s3_location "S3Location": S3Location,
    }
    S3Location {
        bucket_name "BucketName": String,
        object_key "ObjectKey": String,
        region "Region": String,
    }
    JobTags {
        resource_type "ResourceType": String,
        tags "Tags": BTreeMap<String, String>,
    }
    Output {
        output_s3_location "OutputS3Location": OutputS3Location,
        package_id "PackageId": String,
        package_version "PackageVersion": String,
        patch_version "PatchVersion": String,
    }
    OutputS3Location {
        bucket_name "BucketName": String,
        object_key "ObjectKey": String,
    }
    OutputConfig {
        package_version_output_config "PackageVersionOutputConfig": PackageVersionOutputConfig,
    }
    PackageVersionOutputConfig {
        mark_latest "MarkLatest": bool,
        package_name "PackageName": String,
        package_version "PackageVersion": String,
    }
}

/// The hand-written counterpart of the generated enum.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names are the model's")]
pub enum JobType {
    NodePackageVersion,
    MarketplaceNodePackageVersion,
}

/// The hand-written counterpart of the generated enum.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names are the model's")]
pub enum Status {
    Pending,
    Succeeded,
    Failed,
}
