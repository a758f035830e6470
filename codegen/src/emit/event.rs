//! Unions of events as messages.
//!
//! ```text
//! impl private::Event for types::ChatStream {
//!     fn encode(&self, to: &mut private::EventWriter) {
//!         match self {
//!             Self::Text(event) => {
//!                 to.event("text");
//!                 to.members(event, &[0]);
//!                 to.header("id", &event.id);
//!             }
//!             Self::Failed(event) => {
//!                 to.exception("failed");
//!                 to.members(event, &[]);
//!             }
//!             Self::Unknown(event) => to.unknown(event),
//!         }
//!     }
//!
//!     fn decode(from: &mut private::EventReader<'_>) -> Result<Self, private::Stop> {
//!         match from.name() {
//!             private::EventName::Event("text") => {
//!                 let mut event = <types::Text as private::Members>::placeholder();
//!                 from.begin(private::Members::shape(&event));
//!                 from.members(&mut event, &[0]);
//!                 from.header(0, &mut event.id);
//!                 from.finish(Self::Text(event))
//!             }
//!             private::EventName::Exception("failed") => from.whole_event().map(Self::Failed),
//!             _ => from.unknown().map(Self::Unknown),
//!         }
//!     }
//! }
//! ```

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::ty::{Site, ty};
use crate::ir::{EventBody, EventHeader, EventMessage, PayloadMember, Type, Union, UnionVariant};

/// How the union's variants travel; `None` for a union that is no stream's.
pub(super) fn item(union: &Union) -> Option<TokenStream> {
    let Union { name, docs: _, deprecated: _, variants, sensitive: _, events, element: _ } = union;
    let ident = &name.ident;
    let writes = variants.iter().filter_map(|variant| Some(write(variant, variant.event.as_ref()?)));
    let reads = variants.iter().filter_map(|variant| Some(read(variant, variant.event.as_ref()?)));
    events.then(|| {
        quote! {
            impl private::Event for types::#ident {
                fn encode(&self, to: &mut private::EventWriter) {
                    match self {
                        #(#writes)*
                        Self::Unknown(event) => to.unknown(event),
                    }
                }

                fn decode(from: &mut private::EventReader<'_>) -> Result<Self, private::Stop> {
                    match from.name() {
                        #(#reads)*
                        _ => from.unknown().map(Self::Unknown),
                    }
                }
            }
        }
    })
}

fn write(variant: &UnionVariant, message: &EventMessage) -> TokenStream {
    let EventMessage { exception, headers, body } = message;
    let ident = &variant.name.ident;
    let wire = &variant.name.wire;
    let name = if *exception { quote!(to.exception(#wire)) } else { quote!(to.event(#wire)) };
    let body = write_body(body, headers);
    let headers: Vec<TokenStream> = headers.iter().map(write_header).collect();
    let pattern = match (&variant.ty, &body) {
        (Type::Unit, _) => quote!(Self::#ident),
        (_, None) if headers.is_empty() => quote!(Self::#ident(_)),
        (_, _) => quote!(Self::#ident(event)),
    };
    match body {
        None if headers.is_empty() => quote!(#pattern => #name,),
        body => quote! {
            #pattern => {
                #name;
                #body
                #(#headers)*
            }
        },
    }
}

fn write_body(body: &EventBody, headers: &[EventHeader]) -> Option<TokenStream> {
    let one = |member: &PayloadMember, write: &dyn Fn(TokenStream) -> TokenStream| {
        let PayloadMember { field, wire: _, index, optional, required: _, hides_default } = member;
        let write = if !optional {
            write(quote!(&event.#field))
        } else {
            let write = write(quote!(payload));
            quote! {
                if let Some(payload) = &event.#field {
                    #write
                }
            }
        };
        unless_hidden(*hides_default, *index, write)
    };
    Some(match body {
        EventBody::None => return None,
        EventBody::Members => {
            let headers = positions(headers);
            quote!(to.members(event, &[#(#headers),*]);)
        }
        EventBody::Value(member) => {
            let index = Token::usize_unsuffixed(member.index);
            one(member, &|value| quote!(to.value_payload(event, #index, #value);))
        }
        EventBody::TextPayload(member) => {
            let field = &member.field;
            unless_hidden(member.hides_default, member.index, quote!(to.text_payload(&event.#field);))
        }
        EventBody::BlobPayload(member) => one(member, &|value| quote!(to.blob_payload(#value);)),
    })
}

fn write_header(header: &EventHeader) -> TokenStream {
    let EventHeader { field, wire, index, optional, int_enum, hides_default } = header;
    let value = match (int_enum, optional) {
        (false, _) => quote!(event.#field),
        (true, true) => quote!(event.#field.map(|value| value.value())),
        (true, false) => quote!(event.#field.value()),
    };
    unless_hidden(*hides_default, *index, quote!(to.header(#wire, &#value);))
}

/// Statements that write a member, which is left out while it has an internal default.
fn unless_hidden(hides_default: bool, index: usize, write: TokenStream) -> TokenStream {
    if !hides_default {
        return write;
    }
    let index = Token::usize_unsuffixed(index);
    quote! {
        if !to.hides_default(event, #index) {
            #write
        }
    }
}

fn read(variant: &UnionVariant, message: &EventMessage) -> TokenStream {
    let EventMessage { exception, headers, body } = message;
    let ident = &variant.name.ident;
    let wire = &variant.name.wire;
    let name = if *exception {
        quote!(private::EventName::Exception(#wire))
    } else {
        quote!(private::EventName::Event(#wire))
    };
    if variant.ty == Type::Unit {
        return quote!(#name => from.finish(Self::#ident),);
    }
    if *body == EventBody::Members && headers.is_empty() {
        return quote!(#name => from.whole_event().map(Self::#ident),);
    }
    let ty = ty(Site::Beside, &variant.ty);
    let body = read_body(body, headers);
    let headers: Vec<TokenStream> = headers.iter().map(read_header).collect();
    if body.is_none() && headers.is_empty() {
        return quote!(#name => from.finish(Self::#ident(private::placeholder())),);
    }
    quote! {
        #name => {
            let mut event = <#ty as private::Members>::placeholder();
            from.begin(private::Members::shape(&event));
            #body
            #(#headers)*
            from.finish(Self::#ident(event))
        }
    }
}

fn read_body(body: &EventBody, headers: &[EventHeader]) -> Option<TokenStream> {
    let position = |member: &PayloadMember| Token::usize_unsuffixed(member.index);
    Some(match body {
        EventBody::None => return None,
        EventBody::Members => {
            let headers = positions(headers);
            quote!(from.members(&mut event, &[#(#headers),*]);)
        }
        EventBody::Value(member) => {
            let (index, field) = (position(member), &member.field);
            quote!(from.value_payload(#index, &mut event.#field);)
        }
        EventBody::TextPayload(member) => {
            let (index, field) = (position(member), &member.field);
            quote!(from.text_payload(#index, &mut event.#field);)
        }
        EventBody::BlobPayload(member) => {
            let (index, field) = (position(member), &member.field);
            if member.optional {
                quote!(event.#field = from.blob_payload(#index);)
            } else {
                // What is absent has its default already.
                quote! {
                    if let Some(payload) = from.blob_payload(#index) {
                        event.#field = payload;
                    }
                }
            }
        }
    })
}

fn read_header(header: &EventHeader) -> TokenStream {
    let EventHeader { field, wire: _, index, optional, int_enum, hides_default: _ } = header;
    let index = Token::usize_unsuffixed(*index);
    if !int_enum {
        return quote!(from.header(#index, &mut event.#field););
    }
    let value = if *optional { quote!(Some(value.into())) } else { quote!(value.into()) };
    quote! {
        if let Some(value) = from.header_value::<i32>(#index) {
            event.#field = #value;
        }
    }
}

fn positions(headers: &[EventHeader]) -> impl Iterator<Item = Token> {
    headers.iter().map(|header| Token::usize_unsuffixed(header.index))
}
