//! What generated code for a small service with events looks like.

use std::future::Future;
use std::sync::Arc;

use shapewright_runtime::client::{Builder, DefaultTransport, Transport};
use shapewright_runtime::private::{
    Accepts, BodyKind, Call, Check, ClientOperation, Core, Dispatch, ErrorShape, Event, EventName, EventReader,
    EventWriter, GeneratedClient, HandlerFuture, Incoming, Members, Node, Operation, OperationSpec, Outgoing, Path,
    Report, RouteEndpoint, ServerOperation, Stop, enumeration, error_shapes, int_enumeration, operation_error,
    placeholder, serde, structure, texts, unchecked,
};
use shapewright_runtime::{Blob, Error, EventStream, Request, Timestamp};

/// Talks.
pub trait Talker: Send + Sync + 'static {
    /// Talks about something.
    fn talk(&self, request: Request<TalkInput>) -> impl Future<Output = Result<TalkOutput, Error<TalkError>>> + Send;
}

/// Declares structures and their tables: fields with their names on the wire.
macro_rules! structures {
    ($($name:ident { $($index:literal $field:ident: $type:ty = $wire:literal $(.$modifier:ident())*,)* })*) => {$(
        #[derive(Clone, Debug, PartialEq, Default)]
        pub struct $name {
            $(pub $field: $type,)*
        }

        structure!(types::$name { $($index: $field($wire)$(.$modifier())*),* });
        serde! { $name; }
    )*};
}

structures! {
    Word { 0 text: String = "text".required(), }
    Headers {
        0 boolean: Option<bool> = "boolean",
        1 byte: Option<i8> = "byte",
        2 short: Option<i16> = "short",
        3 integer: Option<i32> = "integer",
        4 long: Option<i64> = "long",
        5 blob: Option<Blob> = "blob",
        6 string: Option<String> = "string",
        7 timestamp: Option<Timestamp> = "timestamp",
        8 mood: Option<Mood> = "mood",
        9 level: Option<Level> = "level",
    }
    Sound { 0 rate: i32 = "rate".required(), 1 data: Blob = "data", }
    Caption { 0 text: Option<String> = "text", }
    Wrapped { 0 word: Option<Word> = "word", }
    Mixed {
        0 id: String = "id".required(),
        1 text: Option<String> = "text",
        2 at: Option<Timestamp> = "at",
    }
    Nothing {}
    Lost { 0 message: Option<String> = "message", }
}

unchecked! { Headers; Sound; Caption; Wrapped; Mixed; Nothing; Lost; }

impl Word {
    /// A `Word` with what it requires.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}

impl Check for Word {
    fn check(&self, at: &Path<'_>, report: &mut Report) {
        report.length(&at.member("text"), self.text.chars().count(), None, Some(8));
    }
}

/// A mood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Good.
    Good,
    /// Another.
    Unknown(String),
}

texts!(Mood { Good: "GOOD" });

enumeration! { Mood; }

/// A level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The only one.
    One,
    /// Another.
    Unknown(i32),
}

impl Level {
    fn value(&self) -> i32 {
        match self {
            Self::One => 1,
            Self::Unknown(value) => *value,
        }
    }
}

impl From<i32> for Level {
    fn from(value: i32) -> Self {
        if value == 1 { Self::One } else { Self::Unknown(value) }
    }
}

int_enumeration! { Level; }

impl ErrorShape for Lost {
    fn status(&self) -> u16 {
        500
    }

    fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

error_shapes! { Lost; }

/// What is said.
#[derive(Clone, Debug, PartialEq)]
pub enum Talk {
    /// A word.
    Word(Word),
    /// Headers of all types.
    Headers(Headers),
    /// A blob with a header.
    Sound(Sound),
    /// A text.
    Caption(Caption),
    /// A structure.
    Wrapped(Wrapped),
    /// Headers, and members beside them.
    Mixed(Mixed),
    /// No members.
    Nothing(Nothing),
    /// The end.
    Lost(Lost),
    /// A variant that this crate does not know.
    Unknown(shapewright_runtime::UnknownVariant),
}

impl Check for Talk {
    fn check(&self, at: &Path<'_>, report: &mut Report) {
        if let Self::Word(value) = self {
            report.nested(&at.member("word"), value);
        }
    }
}

impl Event for Talk {
    fn encode(&self, to: &mut EventWriter) {
        match self {
            Self::Word(event) => {
                to.event("word");
                to.members(event, &[]);
            }
            Self::Headers(event) => {
                to.event("headers");
                to.header("boolean", &event.boolean);
                to.header("byte", &event.byte);
                to.header("short", &event.short);
                to.header("integer", &event.integer);
                to.header("long", &event.long);
                to.header("blob", &event.blob);
                to.header("string", &event.string);
                to.header("timestamp", &event.timestamp);
                to.header("mood", &event.mood);
                to.header("level", &event.level.map(|value| value.value()));
            }
            Self::Sound(event) => {
                to.event("sound");
                to.header("rate", &event.rate);
                to.blob_payload(&event.data);
            }
            Self::Caption(event) => {
                to.event("caption");
                to.text_payload(&event.text);
            }
            Self::Wrapped(event) => {
                to.event("wrapped");
                if let Some(payload) = &event.word {
                    to.value_payload(event, 0, payload);
                }
            }
            Self::Mixed(event) => {
                to.event("mixed");
                to.header("id", &event.id);
                to.header("at", &event.at);
                to.members(event, &[0, 2]);
            }
            Self::Nothing(_) => {
                to.event("nothing");
            }
            Self::Lost(event) => {
                to.exception("lost");
                to.members(event, &[]);
            }
            Self::Unknown(variant) => to.unknown(variant),
        }
    }

    fn decode(from: &mut EventReader<'_>) -> Result<Self, Stop> {
        match from.name() {
            EventName::Event("word") => from.whole_event().map(Self::Word),
            EventName::Event("headers") => {
                let mut event = placeholder::<Headers>();
                from.begin(event.shape());
                from.header(0, &mut event.boolean);
                from.header(1, &mut event.byte);
                from.header(2, &mut event.short);
                from.header(3, &mut event.integer);
                from.header(4, &mut event.long);
                from.header(5, &mut event.blob);
                from.header(6, &mut event.string);
                from.header(7, &mut event.timestamp);
                from.header(8, &mut event.mood);
                if let Some(value) = from.header_value::<i32>(9) {
                    event.level = Some(value.into());
                }
                from.finish(Self::Headers(event))
            }
            EventName::Event("sound") => {
                let mut event = placeholder::<Sound>();
                from.begin(event.shape());
                from.header(0, &mut event.rate);
                if let Some(payload) = from.blob_payload(1) {
                    event.data = payload;
                }
                from.finish(Self::Sound(event))
            }
            EventName::Event("caption") => {
                let mut event = placeholder::<Caption>();
                from.begin(event.shape());
                from.text_payload(0, &mut event.text);
                from.finish(Self::Caption(event))
            }
            EventName::Event("wrapped") => {
                let mut event = placeholder::<Wrapped>();
                from.begin(event.shape());
                from.value_payload(0, &mut event.word);
                from.finish(Self::Wrapped(event))
            }
            EventName::Event("mixed") => {
                let mut event = placeholder::<Mixed>();
                from.begin(event.shape());
                from.header(0, &mut event.id);
                from.header(2, &mut event.at);
                from.members(&mut event, &[0, 2]);
                from.finish(Self::Mixed(event))
            }
            EventName::Event("nothing") => from.finish(Self::Nothing(placeholder())),
            EventName::Exception("lost") => from.whole_event().map(Self::Lost),
            _ => from.unknown().map(Self::Unknown),
        }
    }
}

/// Asks for a talk.
#[derive(Debug, Default)]
pub struct TalkInput {
    pub topic: String,
    pub events: Option<EventStream<Talk>>,
}

impl TalkInput {
    /// A `TalkInput` with what it requires.
    pub fn new(topic: impl Into<String>) -> Self {
        Self { topic: topic.into(), events: None }
    }

    /// Sets [`events`](Self::events).
    pub fn with_events(mut self, events: EventStream<Talk>) -> Self {
        self.events = Some(events);
        self
    }
}

/// Answers with a talk.
#[derive(Debug, Default)]
pub struct TalkOutput {
    pub room: String,
    pub events: Option<EventStream<Talk>>,
}

macro_rules! messages {
    ($($name:ident $field:ident $wire:literal;)*) => {$(
        structure!(types::$name {
            0: $field($wire).required().bound(),
            1: events("events").bound(),
        });

        impl $name {
            fn read(from: &mut Incoming<'_>) -> Result<Self, Stop> {
                let mut message = Self::placeholder();
                from.begin(message.shape());
                from.header(0, $wire, &mut message.$field);
                message.events = Some(from.event_payload());
                from.finish(message)
            }

            fn write(self, to: &mut Outgoing) {
                to.header($wire, $wire, &self.$field);
                if let Some(payload) = self.events {
                    to.event_payload(payload);
                }
            }
        }

        unchecked! { $name; }
    )*};
}

messages! {
    TalkInput topic "topic";
    TalkOutput room "room";
}

/// What `Talk` may fail with.
#[derive(Clone, Debug, PartialEq)]
pub enum TalkError {
    /// Answered with status 500.
    Lost(Lost),
}

operation_error! { TalkError = "Talk"; Lost; }

/// Where generated code keeps its types.
mod types {
    pub(super) use super::*;
}

/// `POST /talk`
#[derive(Clone, Copy, Debug)]
pub struct TalkOperation;

impl Operation for TalkOperation {
    type Input = TalkInput;
    type Output = TalkOutput;
    type Error = TalkError;

    const SPEC: &'static OperationSpec =
        &OperationSpec::new("Talk", "POST", 200).request_body(BodyKind::Events).response_body(BodyKind::Events);
}

impl ClientOperation for TalkOperation {
    fn encode(input: TalkInput, to: &mut Outgoing) {
        to.path("/talk");
        input.write(to);
    }

    fn decode(from: &mut Incoming<'_>) -> Result<TalkOutput, Stop> {
        TalkOutput::read(from)
    }
}

impl ServerOperation for TalkOperation {
    type Service = TalkerRoutes;

    fn decode(from: &mut Incoming<'_>) -> Result<TalkInput, Stop> {
        TalkInput::read(from)
    }

    fn encode(output: TalkOutput, to: &mut Outgoing) {
        output.write(to);
    }
}

/// Calls [`Talker`] over HTTP.
#[derive(Clone, Debug)]
pub struct Client<S = DefaultTransport> {
    core: Core<S>,
}

impl Client {
    /// Configures a client.
    pub fn builder() -> Builder<Self> {
        Builder::new()
    }
}

impl<S> GeneratedClient for Client<S> {
    type Transport = S;
    type Over<T> = Client<T>;
    const SERVICE: &'static shapewright_runtime::private::ServiceSpec = &shapewright_runtime::private::ServiceSpec::new(
        "Warehouse",
        "test#Warehouse",
        "",
        &[shapewright_runtime::Protocol::REST_JSON1],
    );

    fn from_core(core: Core<S>) -> Self {
        Self { core }
    }
}

impl<S: Transport> Client<S> {
    /// Talks about something.
    pub async fn talk(&self, request: impl Into<Request<TalkInput>>) -> Result<TalkOutput, Error<TalkError>> {
        self.core.call::<TalkOperation>(request.into()).await
    }
}

/// Serves an implementation of [`Talker`].
pub type Router<T> = shapewright_runtime::server::Router<T, TalkerRoutes>;

/// The routes of the service.
#[derive(Clone, Copy, Debug)]
pub struct TalkerRoutes;

impl shapewright_runtime::server::Api for TalkerRoutes {
    const SERVICE: &'static shapewright_runtime::private::ServiceSpec = &shapewright_runtime::private::ServiceSpec::new(
        "Talker",
        "test#Talker",
        "",
        &[shapewright_runtime::Protocol::REST_JSON1],
    );
    const TREE: &'static Node = &Node {
        literals: &[(
            "talk",
            Node { endpoints: &[RouteEndpoint { method: "POST", query: &[], operation: 0 }], ..Node::EMPTY },
        )],
        ..Node::EMPTY
    };
    const OPERATIONS: &'static [&'static OperationSpec] = &[TalkOperation::SPEC];
}

impl<T: Talker> Accepts<T> for TalkerRoutes {
    type Service = T;

    fn accept(service: T) -> T {
        service
    }
}

impl<T: Talker> Dispatch<T> for TalkerRoutes {
    fn dispatch(service: Arc<T>, call: Call) -> HandlerFuture {
        call.run(TalkOperation, async move |request| service.talk(request).await)
    }
}
