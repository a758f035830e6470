//! Serves the tasks on a socket, and calls them.

use tasks::Store;
use tasks_api::tasks::client::Client;
use tasks_api::tasks::server::Router;
use tasks_api::tasks::types::{AddTaskInput, ListTasksInput};

#[tokio::test]
async fn tasks_are_added_and_listed() -> Result<(), Box<dyn std::error::Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = format!("http://{}", listener.local_addr()?);
    let app = axum::Router::new().fallback_service(Router::new(Store::default()));
    tokio::spawn(async move { axum::serve(listener, app).await });

    let client = Client::builder().endpoint(&endpoint).build()?;
    assert_eq!(client.add_task(AddTaskInput::new("water the plants")).await?.number, 1);
    assert_eq!(client.add_task(AddTaskInput::new("feed the cat")).await?.number, 2);
    let refused = client.add_task(AddTaskInput::new("")).await.unwrap_err();
    assert_eq!(refused.status(), Some(400));
    let tasks = client.list_tasks(ListTasksInput::new()).await?;
    assert_eq!(tasks.titles, ["water the plants", "feed the cat"]);
    Ok(())
}
