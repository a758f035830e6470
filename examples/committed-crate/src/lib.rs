//! A list of tasks in memory.

use std::sync::Mutex;

use tasks_api::tasks::Tasks;
use tasks_api::tasks::errors::{AddTaskError, ListTasksError};
use tasks_api::tasks::types::{AddTaskInput, AddTaskOutput, ListTasksInput, ListTasksOutput};
use tasks_api::{Error, Request};

/// The tasks, the oldest first.
#[derive(Default)]
pub struct Store {
    titles: Mutex<Vec<String>>,
}

impl Tasks for Store {
    async fn add_task(&self, request: Request<AddTaskInput>) -> Result<AddTaskOutput, Error<AddTaskError>> {
        // The title is as long as the model allows, or the request would not be here.
        let mut titles = self.titles.lock().map_err(|_| Error::internal("a request panicked"))?;
        titles.push(request.input.title);
        Ok(AddTaskOutput::new(i32::try_from(titles.len()).unwrap_or(i32::MAX)))
    }

    async fn list_tasks(&self, _: Request<ListTasksInput>) -> Result<ListTasksOutput, Error<ListTasksError>> {
        let titles = self.titles.lock().map_err(|_| Error::internal("a request panicked"))?;
        Ok(ListTasksOutput::new(titles.clone()))
    }
}
