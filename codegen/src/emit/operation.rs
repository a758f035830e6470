//! The facts of operations, shared by clients and servers.
//!
//! ```text
//! /// Marker for the operation `create_package` of [`Panorama`](super::Panorama): `POST /packages`
//! #[derive(Clone, Copy, Debug)]
//! pub struct CreatePackage;
//!
//! impl private::Operation for CreatePackage {
//!     type Input = types::CreatePackageInput;
//!     type Output = types::CreatePackageOutput;
//!     type Error = errors::CreatePackageError;
//!     const SPEC: &'static private::OperationSpec = &private::OperationSpec::new("CreatePackage", "POST", 200);
//! }
//!
//! private::called! {
//!     super::Panorama;
//!     #[cfg(feature = "client")] super::client::Client;
//!     CreatePackage = create_package;
//! }
//! ```
//!
//! A marker may be called like anything of the runtime's, so that nothing of it is named bare here.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::ty::{self, Site};
use super::{docs, element, imports, waiter};
use crate::ir::{
    Auth, Checksums, Message, MessageBody, Operation, PageItems, Pages, PathStep, Payload, RequestChecksum,
    SensitiveHeader, Service,
};
use crate::name::Ident;

/// The module.
pub(super) fn module(service: &Service) -> TokenStream {
    let title = docs::inner(&format!(
        "Marker types for the operations of `{}`: `Router::on` takes one and its handler.",
        service.name.wire
    ));
    let trait_name = &service.name.ident;
    let operations = service.operations.iter().map(|operation| item(operation, trait_name));
    let waiters = service.operations.iter().filter_map(|operation| waiter::functions(service, operation));
    let calls = service.operations.iter().map(|operation| {
        let ident = &operation.name.ident;
        let method = &operation.method;
        quote!(#ident = #method;)
    });
    let paged: Vec<&Ident> = (service.operations.iter())
        .filter(|operation| operation.pages.is_some())
        .map(|operation| &operation.name.ident)
        .collect();
    let paged = (!paged.is_empty()).then(|| {
        let pages = service.operations.iter().filter_map(|operation| Some(pages(operation, operation.pages.as_ref()?)));
        quote! {
            #[cfg(feature = "client")]
            private::paged! { super::#trait_name; #(#paged;)* }

            #(#pages)*
        }
    });
    let spec = service_spec(service);
    let items = quote! {
        #spec

        #(#operations)*

        private::called! {
            super::#trait_name;
            #[cfg(feature = "client")]
            super::client::Client;
            #(#calls)*
        }

        #paged

        #(#waiters)*
    };
    let imports =
        imports::of(&items, &[(quote!(shapewright_runtime), &["private"]), (quote!(super), &["errors", "types"])]);
    quote! {
        #title

        #imports

        #items
    }
}

/// What the model says of the service.
fn service_spec(service: &Service) -> TokenStream {
    let Service { name, shape_id, version, protocols, namespace, is_query_compatible, has_bare_errors, .. } = service;
    let compatible = is_query_compatible.then(|| quote!(.query_compatible()));
    let bare_errors = has_bare_errors.then(|| quote!(.bare_errors()));
    let name = &name.wire;
    let namespace = namespace.as_ref().map(|namespace| {
        let namespace = element::namespace(namespace);
        quote!(.namespace(#namespace))
    });
    quote! {
        pub(super) const SERVICE: &private::ServiceSpec = &private::ServiceSpec::new(
            #name,
            #shape_id,
            #version,
            &[#(private::Protocol::#protocols),*],
        )
        #compatible #bare_errors #namespace;
    }
}

fn pages(operation: &Operation, pages: &Pages) -> TokenStream {
    let Pages { input_token, output_token, items } = pages;
    let ident = &operation.name.ident;
    let token = reference(output_token);
    let items = items.as_ref().map(|PageItems { path, items }| {
        let ty = ty::ty(Site::Markers, items);
        let items = moved(path);
        quote! {
            #[cfg(feature = "client")]
            impl private::PagedItems for #ident {
                type Items = #ty;

                fn items(output: Self::Output) -> Option<Self::Items> {
                    #items
                }
            }
        }
    });
    quote! {
        #[cfg(feature = "client")]
        impl private::Paged for #ident {
            fn input_token(input: &mut Self::Input) -> &mut Option<String> {
                &mut input.#input_token
            }

            fn output_token(output: &Self::Output) -> Option<&String> {
                #token
            }
        }

        #items
    }
}

/// A reference to what a path of fields leads to, as an `Option`.
fn reference(path: &[PathStep]) -> TokenStream {
    let Some((PathStep { field: last, optional: is_optional }, first)) = path.split_last() else { return quote!(None) };
    let way = first
        .iter()
        .map(|PathStep { field, optional }| if *optional { quote!(#field.as_ref()?.) } else { quote!(#field.) });
    let way = quote!(output.#(#way)*#last);
    if *is_optional { quote!(#way.as_ref()) } else { quote!(Some(&#way)) }
}

/// What a path of fields leads to, as an `Option`.
fn moved(path: &[PathStep]) -> TokenStream {
    let Some((PathStep { field: last, optional: is_optional }, first)) = path.split_last() else { return quote!(None) };
    let way =
        first.iter().map(|PathStep { field, optional }| if *optional { quote!(#field?.) } else { quote!(#field.) });
    let way = quote!(output.#(#way)*#last);
    if *is_optional { way } else { quote!(Some(#way)) }
}

fn item(operation: &Operation, trait_name: &Ident) -> TokenStream {
    let Operation {
        name,
        method,
        shape_id: _,
        docs: _,
        deprecated: _,
        http_method,
        route,
        path: _,
        query_literals: _,
        host_prefix: _,
        host,
        status,
        repeatable,
        input,
        output,
        error_enum,
        pages: _,
        examples: _,
        shown: _,
        waiters: _,
        checksums,
        gzip,
        auth,
        any_content_type,
        any_accept,
        sensitive_headers,
    } = operation;
    let ident = &name.ident;
    let wire = &name.wire;
    let method = method.as_str();
    let trait_name = trait_name.as_str();
    let route = route.as_ref().map(|route| format!(": {route}")).unwrap_or_default();
    let summary = format!("Marker for the operation `{method}` of [`{trait_name}`](super::{trait_name}){route}");
    let summary = docs::line(&summary);
    let input_ty = &input.ty;
    let output_ty = &output.ty;
    let status = Token::u16_unsuffixed(*status);
    let repeatable = repeatable.then(|| quote!(.repeatable()));
    let request_body = body_kind(input).map(|kind| quote!(.request_body(#kind)));
    let response_body = body_kind(output).map(|kind| quote!(.response_body(#kind)));
    let checksum = checksum(checksums);
    let gzip = gzip.then(|| quote!(.gzip()));
    let host = host.as_ref().map(|host| quote!(.host(#host)));
    let any_content_type = any_content_type.then(|| quote!(.any_content_type()));
    let any_accept = any_accept.then(|| quote!(.any_accept()));
    let sensitive_headers = self::sensitive_headers(sensitive_headers);
    let auth = authentication(auth);
    quote! {
        #summary
        #[derive(Clone, Copy, Debug)]
        pub struct #ident;

        impl private::Operation for #ident {
            type Input = types::#input_ty;
            type Output = types::#output_ty;
            type Error = errors::#error_enum;

            const SPEC: &'static private::OperationSpec =
                &private::OperationSpec::new(#wire, #http_method, #status)
                    #repeatable #request_body #response_body #checksum #gzip #host #auth
                    #any_content_type #any_accept #sensitive_headers;
        }
    }
}

/// The headers that must not be shown, unless there are none.
fn sensitive_headers(headers: &[SensitiveHeader]) -> Option<TokenStream> {
    let all = headers.iter().map(|header| match header {
        SensitiveHeader::Name(name) => quote!(private::SensitiveHeader::Name(#name)),
        SensitiveHeader::Prefix(prefix) => quote!(private::SensitiveHeader::Prefix(#prefix)),
    });
    (!headers.is_empty()).then(|| quote!(.sensitive_headers(&[#(#all),*])))
}

fn authentication(auth: &Auth) -> TokenStream {
    let Auth { schemes, optional, disabled, unsigned_payload } = auth;
    let schemes = (!schemes.is_empty()).then(|| quote!(.auth(&[#(#schemes),*])));
    let optional = optional.then(|| quote!(.optional_auth()));
    let disabled = disabled.then(|| quote!(.no_auth()));
    let unsigned_payload = unsigned_payload.then(|| quote!(.unsigned_payload()));
    quote!(#schemes #optional #disabled #unsigned_payload)
}

/// The checksums of bodies.
fn checksum(checksums: &Checksums) -> TokenStream {
    let Checksums { request, response, given: _ } = checksums;
    let request = match request {
        RequestChecksum::None => None,
        RequestChecksum::ContentMd5 => Some(quote!(.request_checksum(private::RequestChecksum::ContentMd5))),
        RequestChecksum::Algorithm { member: _, supported, required } => Some(quote! {
            .request_checksum(private::RequestChecksum::Algorithm { supported: &[#(#supported),*], required: #required })
        }),
    };
    let response = response.as_ref().map(|response| {
        let algorithms = &response.algorithms;
        quote!(.response_checksums(&[#(#algorithms),*]))
    });
    quote!(#request #response)
}

/// The kind of body, unless it is JSON.
fn body_kind(message: &Message) -> Option<TokenStream> {
    match &message.body {
        MessageBody::Members => None,
        MessageBody::None => Some(quote!(private::BodyKind::None)),
        MessageBody::Empty => Some(quote!(private::BodyKind::Empty)),
        MessageBody::Payload(payload) | MessageBody::InitialMessage(payload) | MessageBody::Unsupported(payload) => {
            Some(match payload {
                Payload::Structure(_) | Payload::Value(_) => quote!(private::BodyKind::Value),
                Payload::Text { member: _, media_type } => quote!(private::BodyKind::Text(#media_type)),
                Payload::Blob { member: _, media_type, any } => {
                    quote!(private::BodyKind::Blob { media_type: #media_type, any: #any })
                }
                Payload::Stream { member: _, media_type, any, sized } => {
                    quote!(private::BodyKind::Stream { media_type: #media_type, any: #any, sized: #sized })
                }
                Payload::Events { .. } if message.has_initial_message() => quote!(private::BodyKind::InitialMessage),
                Payload::Events { .. } => quote!(private::BodyKind::Events),
            })
        }
    }
}
