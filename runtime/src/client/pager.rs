//! Results that come in pages, as streams (Smithy 2.0, "paginated trait").

use std::fmt;
use std::future::{IntoFuture, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::operation::{CalledOn, Operation, Outcome};
use crate::{Error, Request};

/// An operation whose results come in pages.
#[doc(hidden)]
pub trait Paged: Operation<Input: Clone> {
    /// The member of the input that says which page is requested.
    #[doc(hidden)]
    fn input_token(input: &mut Self::Input) -> &mut Option<String>;

    /// The token of the page after this one; `None` if this is the last.
    #[doc(hidden)]
    fn output_token(output: &Self::Output) -> Option<&String>;
}

/// An operation whose pages hold items.
#[doc(hidden)]
pub trait PagedItems: Paged {
    /// A page's items: a list, or a map of which each item is an entry.
    type Items: IntoIterator<Item: Send, IntoIter: Send + Unpin>;

    /// The items of a page.
    #[doc(hidden)]
    fn items(output: Self::Output) -> Option<Self::Items>;
}

/// An item of an operation's pages.
pub type Item<O> = <<O as PagedItems>::Items as IntoIterator>::Item;

/// A call of an operation whose results come in pages: awaited, it is one call, for one page.
///
/// It works on any implementation of the service's trait: on the client, whose methods return it, and on a double in a
/// test, where the operation's `on` makes it.
#[must_use = "no request is sent before it is awaited or its stream is polled"]
pub struct Pager<'a, S, O: Operation> {
    service: &'a S,
    request: Request<O::Input>,
}

impl<'a, S, O: Operation> Pager<'a, S, O> {
    /// A call that begins with the page that the input names.
    pub fn new(service: &'a S, request: impl Into<Request<O::Input>>) -> Self {
        Self { service, request: request.into() }
    }
}

impl<'a, S: Sync, O: Paged + CalledOn<S>> Pager<'a, S, O> {
    /// The pages, each requested when it is read. They end after the last page or an error, and with an error after a
    /// page whose token is the one that requested it.
    pub fn pages(self) -> Pages<'a, S, O> {
        Pages { service: self.service, next: Some(self.request), sent: None, call: None, stuck: false }
    }

    /// The items of all pages, one by one. They end as the [`pages`](Self::pages) do.
    pub fn items(self) -> Items<'a, S, O>
    where
        O: PagedItems,
    {
        Items { pages: self.pages(), current: None }
    }
}

impl<'a, S: Sync, O: CalledOn<S>> IntoFuture for Pager<'a, S, O> {
    type Output = Outcome<O>;
    type IntoFuture = PendingCall<'a, O>;

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
type PendingCall<'a, O> = Pin<Box<dyn Future<Output = Outcome<O>> + Send + 'a>>;

/// The pages of a [`Pager`]: read them with [`next`](Self::next), or as a
/// [`Stream`](https://docs.rs/futures-core/0.3/futures_core/stream/trait.Stream.html).
#[must_use = "no request is sent before `next` is awaited or the stream is polled"]
pub struct Pages<'a, S, O: Operation> {
    service: &'a S,
    /// The request for the next page.
    next: Option<Request<O::Input>>,
    /// The request for the page that is under way, from which the next one is made.
    sent: Option<Request<O::Input>>,
    call: Option<PendingCall<'a, O>>,
    /// Whether the token of the last page was the one that requested it.
    stuck: bool,
}

// Nothing in it is pinned by its own place: the call is in a box.
impl<S, O: Operation> Unpin for Pages<'_, S, O> {}

impl<S, O: Operation> fmt::Debug for Pages<'_, S, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &O::SPEC.name).finish_non_exhaustive()
    }
}

impl<S: Sync, O: Paged + CalledOn<S>> Pages<'_, S, O> {
    /// The next page, or the error of its call; `None` after the last one. If the future is dropped, a call that was
    /// started continues, and the next `next` waits for it.
    pub async fn next(&mut self) -> Option<Outcome<O>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<S: Sync, O: Paged + CalledOn<S>> Stream for Pages<'_, S, O> {
    type Item = Outcome<O>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if std::mem::take(&mut this.stuck) {
            return Poll::Ready(Some(Err(Error::internal("the service returned the same page token twice"))));
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
            // The page itself is as good as any; only the one after it cannot be requested.
            this.stuck = token.is_some() && token == *asked;
            if token.is_some() && !this.stuck {
                *asked = token;
                this.next = Some(request);
            }
        }
        Poll::Ready(Some(outcome))
    }
}

/// The items of a [`Pager`]: read them with [`next`](Self::next), or as a
/// [`Stream`](https://docs.rs/futures-core/0.3/futures_core/stream/trait.Stream.html).
#[must_use = "no request is sent before `next` is awaited or the stream is polled"]
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

impl<S: Sync, O: PagedItems + CalledOn<S>> Items<'_, S, O> {
    /// The next item, or the error of the call for its page; `None` after the last one. A call that was begun goes on if
    /// the future is dropped: the next call of `next` waits for it.
    pub async fn next(&mut self) -> Option<Result<Item<O>, Error<O::Error>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
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
