//! Imports of inventories.

use generated::mgn::Mgn;
use generated::mgn::errors::StartImportError;
use generated::mgn::types::*;
use generated::{Error, Request, Timestamp};

use super::{IMPORT_QUOTA, Store};

impl Mgn for Store {
    async fn start_import(
        &self,
        request: Request<StartImportInput>,
    ) -> Result<StartImportOutput, Error<StartImportError>> {
        let StartImportInput { client_token, s3_bucket_source: source, .. } = request.input;
        let bucket = source.s3_bucket.clone().unwrap_or_default();
        if !self.buckets.contains(&bucket) {
            let missing = ResourceNotFoundException::new().with_message(format!("There is no bucket {bucket}."));
            return Err(missing.into());
        }
        let mut state = self.state();
        // Clients fill in a token, so that a request that is sent twice starts one import.
        let same_token = |(token, _): &&(Option<String>, ImportTask)| client_token.is_some() && *token == client_token;
        if let Some((_, task)) = state.imports.iter().find(same_token) {
            if task.s3_bucket_source.as_ref() != Some(&source) {
                let conflict = ConflictException::new().with_message("The token belongs to another import.");
                return Err(conflict.into());
            }
            return Ok(StartImportOutput::new().with_import_task(task.clone()));
        }
        if state.imports.len() >= IMPORT_QUOTA {
            let most = format!("An account may start {IMPORT_QUOTA} imports.");
            return Err(StartImportError::from(ServiceQuotaExceededException::new().with_message(most)).into());
        }
        let task = ImportTask::new()
            .with_import_id(format!("import-{}", state.imports.len() + 1))
            .with_status("PENDING")
            .with_progress_percentage(0.0)
            .with_creation_date_time(Timestamp::now().to_string())
            .with_s3_bucket_source(source);
        state.imports.push((client_token, task.clone()));
        Ok(StartImportOutput::new().with_import_task(task))
    }
}
