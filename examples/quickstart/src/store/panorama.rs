//! Packages and the jobs that import them.

use generated::panorama::Panorama;
use generated::panorama::errors::{CreatePackageError, CreatePackageImportJobError, DescribePackageImportJobError};
use generated::panorama::types::*;
use generated::{Error, Request, Timestamp};

use super::Store;

impl Panorama for Store {
    async fn create_package(
        &self,
        request: Request<CreatePackageInput>,
    ) -> Result<CreatePackageOutput, Error<CreatePackageError>> {
        // Constraints need no second look: a request that breaks one does not get here.
        let name = request.input.package_name;
        let mut state = self.state();
        if state.packages.contains_key(&name) {
            let conflict = ConflictException::new().with_message(format!("There is a package {name} already."));
            return Err(conflict.into());
        }
        let id = format!("package-{}", state.packages.len() + 1);
        let location = StorageLocation::new()
            .with_bucket("packages")
            .with_manifest_prefix_location(format!("{id}/manifests"))
            .with_binary_prefix_location(format!("{id}/binaries"));
        let package = CreatePackageOutput::new()
            .with_arn(format!("arn:aws:panorama:us-east-1:123456789012:package/{id}"))
            .with_package_id(id)
            .with_storage_location(location);
        state.packages.insert(name, package.clone());
        Ok(package)
    }

    async fn create_package_import_job(
        &self,
        request: Request<CreatePackageImportJobInput>,
    ) -> Result<CreatePackageImportJobOutput, Error<CreatePackageImportJobError>> {
        let input = request.input;
        let mut state = self.state();
        // The same token means the same job, however often it is asked for.
        if let Some(job) = state.import_jobs.iter().find(|job| job.client_token.as_ref() == Some(&input.client_token)) {
            if job.input_config.as_ref() != Some(&input.input_config) {
                let conflict = ConflictException::new().with_message("The token belongs to another job.");
                return Err(conflict.into());
            }
            let mut output = CreatePackageImportJobOutput::new();
            output.job_id = job.job_id.clone();
            return Ok(output);
        }
        let id = format!("import-job-{}", state.import_jobs.len() + 1);
        let now = Timestamp::now();
        let mut job = DescribePackageImportJobOutput::new()
            .with_job_id(&id)
            .with_client_token(input.client_token)
            .with_job_type(input.job_type)
            .with_status(PackageImportJobStatus::Pending)
            .with_created_time(now)
            .with_last_updated_time(now)
            .with_input_config(input.input_config)
            .with_output_config(input.output_config);
        job.job_tags = input.job_tags;
        state.import_jobs.push(job);
        Ok(CreatePackageImportJobOutput::new().with_job_id(id))
    }

    async fn describe_package_import_job(
        &self,
        request: Request<DescribePackageImportJobInput>,
    ) -> Result<DescribePackageImportJobOutput, Error<DescribePackageImportJobError>> {
        let id = request.input.job_id;
        let state = self.state();
        let job = state.import_jobs.iter().find(|job| job.job_id.as_ref() == Some(&id));
        // The model has no error for what is not there.
        job.cloned().ok_or_else(|| {
            let invalid = ValidationException::new().with_message(format!("There is no import job {id}."));
            invalid.into()
        })
    }
}
