//! The statements that put the members of a message where they travel, and read them from there.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::ty;
use crate::ir::{Binding, Bound, ChecksumMember, Format, Message, MessageBody, Payload, PayloadMember};

/// Which half of a call a message is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Request,
    Response,
}

/// Where a message is in generated code.
pub(super) struct Operand {
    /// What comes before a field's name, such as `input`.
    value: TokenStream,
    /// The reference to the whole, such as `&input`.
    reference: TokenStream,
}

impl Operand {
    /// A variable of this name.
    pub(super) fn variable(name: &TokenStream) -> Self {
        Self { value: name.clone(), reference: quote!(&#name) }
    }

    /// The variable that a message is read into.
    fn message() -> Self {
        Self { value: quote!(message), reference: quote!(&mut message) }
    }

    /// `self`, behind a reference.
    pub(super) fn this() -> Self {
        Self { value: quote!(self), reference: quote!(self) }
    }
}

/// The statement that replaces absent members with their defaults before a message is written.
pub(super) fn fill(message: &Message, value: &TokenStream) -> Option<TokenStream> {
    message.fills_written.then(|| {
        quote! {
            let mut #value = #value;
            to.fill(&mut #value);
        }
    })
}

/// Statements that write a message to `to`. Labels are not among them.
pub(super) fn write(message: &Message, half: Half, operand: &Operand) -> TokenStream {
    let Message { ty: _, bindings, body, whole: _, fills_read: _, fills_written: _, idempotency_tokens: _ } = message;
    let bindings = bindings.iter().filter_map(|binding| write_binding(binding, half, operand));
    let body = write_body(body, half, operand);
    quote! {
        #(#bindings)*
        #body
    }
}

fn write_binding(binding: &Binding, half: Half, operand: &Operand) -> Option<TokenStream> {
    let Binding { field, wire, index, bound, optional, sensitive: _, hides_default } = binding;
    let Operand { value, reference } = operand;
    let map = if *optional { quote!(#value.#field.as_ref()) } else { quote!(Some(&#value.#field)) };
    let write = match (bound, half) {
        (Bound::Label { .. }, _) => return None,
        (Bound::Query { name, format }, Half::Request) => match text_format(*format) {
            None => quote!(to.query(#name, &#value.#field);),
            Some(format) => quote!(to.query_as(#name, #format, &#value.#field);),
        },
        (Bound::QueryParams { bound }, Half::Request) => quote!(to.query_params(&[#(#bound),*], #map);),
        (Bound::Query { .. } | Bound::QueryParams { .. }, Half::Response) => return None,
        (Bound::Header { name, format }, _) => match text_format(*format) {
            None => quote!(to.header(#wire, #name, &#value.#field);),
            Some(format) => quote!(to.header_as(#wire, #name, #format, &#value.#field);),
        },
        (Bound::PrefixHeaders { prefix }, _) => quote!(to.prefix_headers(#wire, #prefix, #map);),
        (Bound::Status, Half::Response) if *optional => quote!(to.status(#wire, #value.#field);),
        (Bound::Status, Half::Response) => quote!(to.status(#wire, Some(#value.#field));),
        (Bound::Status, Half::Request) => return None,
    };
    let index = Token::usize_unsuffixed(*index);
    Some(match hides_default {
        true => quote! {
            if !to.hides_default(#reference, #index) {
                #write
            }
        },
        false => write,
    })
}

/// The label at this position of the message's bindings.
pub(super) fn write_label(message: &Message, position: usize, value: &TokenStream) -> Option<TokenStream> {
    let Binding { field, wire, bound, .. } = message.bindings.get(position)?;
    let Bound::Label { place: _, format, greedy } = bound else { return None };
    Some(match (greedy, text_format(*format)) {
        (true, _) => quote!(to.greedy_label(#wire, &#value.#field);),
        (false, None) => quote!(to.label(#wire, &#value.#field);),
        (false, Some(format)) => quote!(to.label_as(#wire, #format, &#value.#field);),
    })
}

fn text_format(format: Format) -> Option<TokenStream> {
    match format {
        Format::Plain => None,
        Format::Timestamp(format) => {
            let format = ty::format(format);
            Some(quote!(private::TextFormat::Timestamp(#format)))
        }
        Format::Base64 => Some(quote!(private::TextFormat::Base64)),
    }
}

fn write_body(body: &MessageBody, half: Half, operand: &Operand) -> TokenStream {
    let Operand { value: _, reference: whole } = operand;
    let payload = match body {
        MessageBody::None | MessageBody::Empty => return TokenStream::new(),
        MessageBody::Members => return quote!(to.members(#whole);),
        MessageBody::Unsupported(_) => return quote!(to.unsupported();),
        MessageBody::InitialMessage(payload) => {
            let index = Token::usize_unsuffixed(payload_member(payload).index);
            let events = write_payload(payload, half, operand);
            return quote! {
                to.initial_message(#whole, &[#index]);
                #events
            };
        }
        MessageBody::Payload(payload) => payload,
    };
    write_payload(payload, half, operand)
}

fn write_payload(payload: &Payload, half: Half, operand: &Operand) -> TokenStream {
    let Operand { value, reference: whole } = operand;
    let member = payload_member(payload);
    let PayloadMember { field, wire: _, index, optional, required: _, hides_default } = member;
    let one = if *optional { quote!(payload) } else { quote!(#value.#field) };
    let reference = if *optional { quote!(payload) } else { quote!(&#value.#field) };
    let (write, by_reference) = match payload {
        Payload::Structure(_) | Payload::Value(_) => {
            let index = Token::usize_unsuffixed(*index);
            (quote!(to.value_payload(#whole, #index, #reference);), true)
        }
        Payload::Text { member: _, media_type } => (quote!(to.text_payload(#media_type, #reference);), true),
        Payload::Blob { member: _, media_type, any: _ } => (quote!(to.blob_payload(#media_type, #one);), false),
        Payload::Stream { member: _, media_type, any: _, sized: _ } => {
            (quote!(to.stream_payload(#media_type, #one);), false)
        }
        Payload::Events { .. } => (quote!(to.event_payload(#one);), false),
    };
    let shown = hides_default.then(|| {
        let index = Token::usize_unsuffixed(*index);
        quote!(!to.hides_default(#whole, #index))
    });
    if !optional {
        return match shown {
            Some(shown) => quote!(if #shown { #write }),
            None => write,
        };
    }
    let shown = shown.map(|shown| quote!(#shown &&));
    let value = if by_reference { quote!(&#value.#field) } else { quote!(#value.#field) };
    let absent = matches!((payload, half), (Payload::Structure(_), Half::Request)).then(|| {
        quote! {
            else {
                to.absent_payload();
            }
        }
    });
    quote! {
        if #shown let Some(payload) = #value {
            #write
        } #absent
    }
}

fn payload_member(payload: &Payload) -> &PayloadMember {
    match payload {
        Payload::Structure(member)
        | Payload::Value(member)
        | Payload::Text { member, .. }
        | Payload::Blob { member, .. }
        | Payload::Stream { member, .. }
        | Payload::Events { member, .. } => member,
    }
}

/// Whether a message is nothing but an object in its body.
pub(super) fn is_plain(message: &Message) -> bool {
    let Message { ty: _, bindings, body, whole: _, fills_read: _, fills_written: _, idempotency_tokens: _ } = message;
    bindings.is_empty() && *body == MessageBody::Members
}

/// The body where all members travel in it, if that message differs from the one with bindings.
pub(super) fn other_whole(message: &Message) -> Option<&MessageBody> {
    let is_same = |whole: &MessageBody| message.bindings.is_empty() && *whole == message.body;
    message.whole.as_ref().filter(|whole| !is_same(whole))
}

/// The statement that writes the body where all members travel in it. Unless nothing follows, it returns.
pub(super) fn write_whole(body: &MessageBody, half: Half, operand: &Operand, is_last: bool) -> TokenStream {
    let body = write_body(body, half, operand);
    let leave = (!is_last).then(|| quote!(return;));
    quote!(if to.is_whole() { #body #leave })
}

/// The statement that reads the message where all members travel in its body, if that differs.
pub(super) fn read_whole(message: &Message) -> Option<TokenStream> {
    let read = match other_whole(message)? {
        MessageBody::None | MessageBody::Empty | MessageBody::Members => quote!(private::whole_message(from)),
        MessageBody::Unsupported(_) => quote!(from.unsupported()),
        body @ MessageBody::InitialMessage(_) => {
            let read = begin_message(message);
            let body = read_body(body, &Operand::message());
            return Some(quote! {
                if from.is_whole() {
                    #read
                    #body
                    return from.finish(message);
                }
            });
        }
        // What is all of a message is the same with bindings.
        MessageBody::Payload(_) => return None,
    };
    Some(quote!(if from.is_whole() { return #read; }))
}

/// An expression that reads a message from `from`, a `Result`. The body is checked by the algorithm that the member
/// names, if there is one.
pub(super) fn read(message: &Message, half: Half, algorithm: Option<&ChecksumMember>) -> TokenStream {
    let Message { ty, bindings, body, whole: _, fills_read, fills_written: _, idempotency_tokens: _ } = message;
    if matches!(body, MessageBody::Unsupported(_)) {
        return quote!(from.unsupported());
    }
    if is_plain(message) && algorithm.is_none() {
        return quote!(private::whole_message(from));
    }
    let operand = Operand::message();
    let defaults = fills_read.then(|| quote!(from.fill(&mut message);));
    let mut statements = read_into(bindings, body, half, &operand);
    if let Some(ChecksumMember { field, wire: _, in_body }) = algorithm {
        // The last statement reads the body. A stream is replaced by one that is checked while it is read.
        let index = if *in_body { statements.len() } else { statements.len().saturating_sub(1) };
        statements.insert(index, quote!(from.checksum(&message.#field);));
    }
    let statements: Vec<TokenStream> =
        statements.into_iter().chain(defaults).filter(|statement| !statement.is_empty()).collect();
    if statements.is_empty() {
        return quote!(from.finish(<types::#ty as private::Members>::placeholder()));
    }
    let begin = begin_message(message);
    quote! {
        #begin
        #(#statements)*
        from.finish(message)
    }
}

/// The statements before those that read a message's parts.
fn begin_message(message: &Message) -> TokenStream {
    let ty = &message.ty;
    quote! {
        let mut message = <types::#ty as private::Members>::placeholder();
        from.begin(private::Members::shape(&message));
    }
}

/// Statements that read an error from `from` into `self`.
pub(super) fn read_error(message: &Message) -> TokenStream {
    let Message { ty: _, bindings, body, whole: _, fills_read, fills_written: _, idempotency_tokens: _ } = message;
    let defaults = fills_read.then(|| quote!(from.fill(self);));
    read_into(bindings, body, Half::Response, &Operand::this()).into_iter().chain(defaults).collect()
}

fn read_into(bindings: &[Binding], body: &MessageBody, half: Half, operand: &Operand) -> Vec<TokenStream> {
    let bindings = bindings.iter().filter_map(|binding| read_binding(binding, half, &operand.value));
    bindings.chain([read_body(body, operand)]).collect()
}

fn read_binding(binding: &Binding, half: Half, value: &TokenStream) -> Option<TokenStream> {
    let Binding { field, wire: _, index, bound, optional, sensitive: _, hides_default: _ } = binding;
    let index = Token::usize_unsuffixed(*index);
    Some(match (bound, half) {
        (Bound::Label { place, format, greedy: _ }, Half::Request) => {
            let place = Token::usize_unsuffixed(*place);
            match text_format(*format) {
                None => quote!(from.label(#index, #place, &mut #value.#field);),
                Some(format) => quote!(from.label_as(#index, #place, #format, &mut #value.#field);),
            }
        }
        (Bound::Query { name, format }, Half::Request) => match text_format(*format) {
            None => quote!(from.query(#index, #name, &mut #value.#field);),
            Some(format) => quote!(from.query_as(#index, #name, #format, &mut #value.#field);),
        },
        (Bound::QueryParams { .. }, Half::Request) => quote!(from.query_params(#index, &mut #value.#field);),
        (Bound::Label { .. } | Bound::Query { .. } | Bound::QueryParams { .. }, Half::Response) => return None,
        (Bound::Header { name, format }, _) => match text_format(*format) {
            None => quote!(from.header(#index, #name, &mut #value.#field);),
            Some(format) => quote!(from.header_as(#index, #name, #format, &mut #value.#field);),
        },
        (Bound::PrefixHeaders { prefix }, _) => quote!(from.prefix_headers(#index, #prefix, &mut #value.#field);),
        (Bound::Status, Half::Response) if *optional => quote!(#value.#field = Some(from.status());),
        (Bound::Status, Half::Response) => quote!(#value.#field = from.status();),
        (Bound::Status, Half::Request) => return None,
    })
}

fn read_body(body: &MessageBody, operand: &Operand) -> TokenStream {
    let Operand { value, reference: whole } = operand;
    let payload = match body {
        MessageBody::None | MessageBody::Empty => return TokenStream::new(),
        MessageBody::Members => return quote!(from.members(#whole);),
        MessageBody::InitialMessage(payload) => {
            let index = Token::usize_unsuffixed(payload_member(payload).index);
            let events = read_payload(payload, value);
            return quote! {
                from.initial_message(#whole, &[#index]);
                #events
            };
        }
        MessageBody::Payload(payload) | MessageBody::Unsupported(payload) => payload,
    };
    read_payload(payload, value)
}

fn read_payload(payload: &Payload, value: &TokenStream) -> TokenStream {
    let PayloadMember { field, wire: _, index, optional, required, hides_default: _ } = payload_member(payload);
    let index = Token::usize_unsuffixed(*index);
    match payload {
        Payload::Structure(_) | Payload::Value(_) => quote!(from.value_payload(#index, &mut #value.#field);),
        Payload::Text { .. } if *required => quote!(from.required_text_payload(#index, &mut #value.#field);),
        Payload::Text { .. } => quote!(from.text_payload(#index, &mut #value.#field);),
        Payload::Blob { .. } if *required && *optional => quote!(#value.#field = Some(from.required_blob_payload());),
        Payload::Blob { .. } if *required => quote!(#value.#field = from.required_blob_payload();),
        Payload::Blob { .. } => quote!(from.blob_payload(&mut #value.#field);),
        Payload::Stream { .. } if *optional => quote!(#value.#field = Some(from.stream_payload());),
        Payload::Stream { .. } => quote!(#value.#field = from.stream_payload();),
        Payload::Events { .. } if *optional => quote!(#value.#field = Some(from.event_payload());),
        Payload::Events { .. } => quote!(#value.#field = from.event_payload();),
    }
}
