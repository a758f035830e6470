//! Jobs that move data in and out of data sets.

use generated::dataexchange::DataExchange;
use generated::dataexchange::errors::CreateJobError;
use generated::dataexchange::types::*;
use generated::{Error, Request, Timestamp};

use super::Store;

impl DataExchange for Store {
    async fn create_job(&self, request: Request<CreateJobInput>) -> Result<CreateJobOutput, Error<CreateJobError>> {
        let CreateJobInput { details, r#type, .. } = request.input;
        let Some((data_set, details)) = settings(&r#type, *details) else {
            let invalid = ValidationException::new().with_message(format!("The details are not those of {}.", r#type));
            return Err(invalid.into());
        };
        if !self.data_sets.contains(&data_set) {
            let missing = ResourceNotFoundException::new().with_message(format!("There is no data set {data_set}."));
            return Err(missing.into());
        }
        let mut state = self.state();
        let id = format!("job-{}", state.data_jobs.len() + 1);
        let now = Timestamp::now();
        let job = CreateJobOutput::new()
            .with_arn(format!("arn:aws:dataexchange:us-east-1:123456789012:jobs/{id}"))
            .with_id(id)
            .with_type(r#type)
            .with_state(JobState::Waiting)
            .with_details(details)
            .with_created_at(now)
            .with_updated_at(now);
        state.data_jobs.push(job.clone());
        Ok(job)
    }
}

/// The data set of a job and its settings as they are recorded, if they are those of its type. The kinds of job that
/// this store knows are the import from S3 and the export of one asset.
fn settings(job: &JobType, details: RequestDetails) -> Option<(String, ResponseDetails)> {
    match job {
        JobType::ImportAssetsFromS3 => {
            let asked = details.import_assets_from_s3?;
            let data_set = asked.data_set_id.clone()?;
            let mut recorded = ImportAssetsFromS3ResponseDetails::new();
            recorded.asset_sources = asked.asset_sources;
            recorded.data_set_id = asked.data_set_id;
            recorded.revision_id = asked.revision_id;
            Some((data_set, ResponseDetails::new().with_import_assets_from_s3(recorded)))
        }
        JobType::ExportAssetToSignedUrl => {
            let asked = details.export_asset_to_signed_url?;
            let data_set = asked.data_set_id.clone()?;
            let mut recorded = ExportAssetToSignedUrlResponseDetails::new();
            recorded.asset_id = asked.asset_id;
            recorded.data_set_id = asked.data_set_id;
            recorded.revision_id = asked.revision_id;
            Some((data_set, ResponseDetails::new().with_export_asset_to_signed_url(recorded)))
        }
        _ => None,
    }
}
