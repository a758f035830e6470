//! Results that come in pages, as streams (Smithy 2.0, "paginated trait").

use std::fmt;
use std::future::IntoFuture;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::operation::{CalledOn, Operation, Outcome};
use crate::{Error, Request};

/// An operation whose results come in pages.
pub trait Paged: Operation<Input: Clone> {
    /// The member of the input that asks for a page.
    #[doc(hidden)]
    fn input_token(input: &mut Self::Input) -> &mut Option<String>;

    /// What asks for the page behind this one; `None` where there is none.
    #[doc(hidden)]
    fn output_token(output: &Self::Output) -> Option<&String>;
}

/// An operation whose pages hold items.
pub trait PagedItems: Paged {
    /// A page's items: a list, or a map of which each item is an entry.
    type Items: IntoIterator<Item: Send, IntoIter: Send + Unpin>;

    /// The items of a page.
    #[doc(hidden)]
    fn items(output: Self::Output) -> Option<Self::Items>;
}

/// An item of an operation's pages.
pub type Item<O> = <<O as PagedItems>::Items as IntoIterator>::Item;

/// A call of an operation whose results come in pages: awaited, it is one call, with one page.
///
/// It works on any implementation of the service's trait: on the client, whose methods return it, and on a double in a
/// test, where the operation's `on` makes it.
#[must_use = "nothing is called before it is awaited or its stream is polled"]
pub struct Pager<'a, S, O: Operation> {
    service: &'a S,
    request: Request<O::Input>,
}

impl<'a, S, O: Operation> Pager<'a, S, O> {
    /// A call that begins with the page that the input asks for.
    pub fn new(service: &'a S, request: impl Into<Request<O::Input>>) -> Self {
        Self { service, request: request.into() }
    }
}

impl<'a, S: Sync, O: Paged + CalledOn<S>> Pager<'a, S, O> {
    /// The pages as a stream that asks for each when it is polled. It ends behind the last page or an error, and with
    /// an error behind a page that asks for itself again.
    pub fn pages(self) -> Pages<'a, S, O> {
        Pages { service: self.service, next: Some(self.request), sent: None, call: None, stuck: false }
    }

    /// The items of all pages, one by one.
    pub fn items(self) -> Items<'a, S, O>
    where
        O: PagedItems,
    {
        Items { pages: self.pages(), current: None }
    }
}

impl<'a, S: Sync, O: CalledOn<S>> IntoFuture for Pager<'a, S, O> {
    type Output = Outcome<O>;
    type IntoFuture = Call<'a, O>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(O::call(self.service, self.request))
    }
}

impl<S, O: Operation> fmt::Debug for Pager<'_, S, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pager").field("operation", &O::SPEC.name).finish_non_exhaustive()
    }
}

/// A call that is under way.
type Call<'a, O> = Pin<Box<dyn Future<Output = Outcome<O>> + Send + 'a>>;

/// The pages of a [`Pager`].
#[must_use = "a stream does nothing before it is polled"]
pub struct Pages<'a, S, O: Operation> {
    service: &'a S,
    /// What asks for the next page.
    next: Option<Request<O::Input>>,
    /// What asked for the page that is under way, to ask for the next one with.
    sent: Option<Request<O::Input>>,
    call: Option<Call<'a, O>>,
    /// Whether the last page asked for itself again.
    stuck: bool,
}

// Nothing in it is pinned by its own place: the call is in a box.
impl<S, O: Operation> Unpin for Pages<'_, S, O> {}

impl<S, O: Operation> fmt::Debug for Pages<'_, S, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &O::SPEC.name).finish_non_exhaustive()
    }
}

impl<S: Sync, O: Paged + CalledOn<S>> Stream for Pages<'_, S, O> {
    type Item = Outcome<O>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if std::mem::take(&mut this.stuck) {
            return Poll::Ready(Some(Err(Error::internal("the page asks for itself as the next one"))));
        }
        let call = match &mut this.call {
            Some(call) => call,
            None => {
                let Some(request) = this.next.take() else { return Poll::Ready(None) };
                this.sent = Some(request.clone());
                this.call.insert(Box::pin(O::call(this.service, request)))
            }
        };
        let outcome = ready!(call.as_mut().poll(cx));
        this.call = None;
        let sent = this.sent.take();
        if let (Ok(output), Some(mut request)) = (&outcome, sent) {
            let token = O::output_token(output).filter(|token| !token.is_empty()).cloned();
            let asked = O::input_token(&mut request.input);
            // The page itself is as good as any; only what is behind it cannot be had.
            this.stuck = token.is_some() && token == *asked;
            if token.is_some() && !this.stuck {
                *asked = token;
                this.next = Some(request);
            }
        }
        Poll::Ready(Some(outcome))
    }
}

/// The items of a [`Pager`].
#[must_use = "a stream does nothing before it is polled"]
pub struct Items<'a, S, O: PagedItems> {
    pages: Pages<'a, S, O>,
    /// What is left of the page that came last.
    current: Option<<O::Items as IntoIterator>::IntoIter>,
}

impl<S, O: PagedItems> fmt::Debug for Items<'_, S, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("operation", &O::SPEC.name).finish_non_exhaustive()
    }
}

impl<S: Sync, O: PagedItems + CalledOn<S>> Stream for Items<'_, S, O> {
    type Item = Result<Item<O>, Error<O::Error>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.current.as_mut().and_then(Iterator::next) {
                return Poll::Ready(Some(Ok(item)));
            }
            this.current = match ready!(Pin::new(&mut this.pages).poll_next(cx)) {
                Some(Ok(page)) => O::items(page).map(IntoIterator::into_iter),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
        }
    }
}
