//! Both directions of one call over a real connection, taking turns.

use std::time::Duration;

use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use shapewright_runtime::EventStream;
use tokio::net::TcpListener;
use tokio::time::timeout;

use crate::calls::Echo;
use crate::sample::{Client, Router, Talk, TalkInput, Word};

#[tokio::test]
async fn an_answer_comes_before_the_next_question() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let service = TowerToHyperService::new(Router::new(Echo));
        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await
    });
    let client = Client::builder().endpoint(format!("http://{address}"));
    let client = client.build().unwrap();
    let talk = async {
        let (mut sender, questions) = EventStream::channel(1);
        let input = TalkInput::new("a").with_events(questions);
        let mut answers = client.talk(input).await.unwrap().events.unwrap();
        for number in 0..100 {
            let question = Talk::Word(Word::new(number.to_string()));
            sender.send(question.clone()).await.unwrap();
            assert_eq!(answers.next().await.unwrap().unwrap(), question);
        }
        drop(sender);
        assert!(answers.next().await.is_none());
        // The connection is as good as before.
        let events = EventStream::from_iter([Talk::Word(Word::new("again"))]);
        let output = client.talk(TalkInput::new("a").with_events(events)).await;
        let mut answers = output.unwrap().events.unwrap();
        assert!(answers.next().await.unwrap().is_ok());
    };
    timeout(Duration::from_secs(20), talk).await.unwrap();
}
