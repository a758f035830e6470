//! The facts of operations, shared by clients and servers.
//!
//! ```text
//! /// `POST /packages`
//! #[derive(Clone, Copy, Debug)]
//! pub struct CreatePackage;
//!
//! impl Operation for CreatePackage {
//!     type Input = types::CreatePackageInput;
//!     type Output = types::CreatePackageOutput;
//!     type Error = errors::CreatePackageError;
//!     const SPEC: &'static OperationSpec = &OperationSpec::new("CreatePackage", "POST", 200);
//! }
//! ```

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::docs;
use crate::ir::{Checksum, Message, MessageBody, Operation, Payload, Service};

/// The module.
pub(super) fn module(service: &Service) -> TokenStream {
    let title = docs::inner(&format!("The operations of `{}`, as marker types.", service.name.wire));
    let operations = service.operations.iter().map(item);
    quote! {
        #title

        use runtime::private::*;

        use super::{errors, types};

        #(#operations)*
    }
}

fn item(operation: &Operation) -> TokenStream {
    let Operation {
        name,
        method: _,
        shape_id: _,
        docs: _,
        deprecated: _,
        http_method,
        uri,
        path: _,
        query_literals: _,
        host_prefix: _,
        status,
        repeatable,
        input,
        output,
        error_enum,
        pages: _,
        checksum,
        compression,
        auth,
    } = operation;
    let ident = &name.ident;
    let wire = &name.wire;
    let summary = docs::line(&format!("`{http_method} {uri}`"));
    let input_ty = &input.ty;
    let output_ty = &output.ty;
    let status = Token::u16_unsuffixed(*status);
    // A token tells the service that a request was seen before.
    let has_token = !input.idempotency_tokens.is_empty();
    let repeatable = (*repeatable || has_token).then(|| quote!(.repeatable()));
    let request_body = body_kind(input).map(|kind| quote!(.request_body(#kind)));
    let response_body = body_kind(output).map(|kind| quote!(.response_body(#kind)));
    let checksum = (*checksum != Checksum::None).then(|| quote!(.checksum()));
    let gzip = compression.iter().any(|encoding| encoding == "gzip").then(|| quote!(.gzip()));
    let auth = (!auth.is_empty()).then(|| quote!(.auth(&[#(#auth),*])));
    quote! {
        #summary
        #[derive(Clone, Copy, Debug)]
        pub struct #ident;

        impl Operation for #ident {
            type Input = types::#input_ty;
            type Output = types::#output_ty;
            type Error = errors::#error_enum;

            const SPEC: &'static OperationSpec =
                &OperationSpec::new(#wire, #http_method, #status)
                    #repeatable #request_body #response_body #checksum #gzip #auth;
        }
    }
}

/// The kind of body, unless it is JSON.
fn body_kind(message: &Message) -> Option<TokenStream> {
    match &message.body {
        MessageBody::Json => None,
        MessageBody::None => Some(quote!(BodyKind::None)),
        MessageBody::Empty => Some(quote!(BodyKind::Empty)),
        MessageBody::Payload(payload) => Some(match payload {
            Payload::Structure(_) | Payload::Json(_) => quote!(BodyKind::JsonPayload),
            Payload::Text { member: _, media_type } => quote!(BodyKind::Text(#media_type)),
            Payload::Blob { member: _, media_type, any } => {
                quote!(BodyKind::Blob { media_type: #media_type, any: #any })
            }
            Payload::Stream { member: _, media_type, any, sized } => {
                quote!(BodyKind::Stream { media_type: #media_type, any: #any, sized: #sized })
            }
            Payload::Events { .. } => quote!(BodyKind::Events),
        }),
    }
}
