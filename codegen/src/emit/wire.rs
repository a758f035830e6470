//! Serialization of the types of a service: their tables of members.
//!
//! ```text
//! private::structure!(types::CreatePackageInput {
//!     0: package_name("PackageName").required(),
//!     1: tags("Tags"),
//! });
//!
//! impl private::Members for types::Payload {
//!     fn placeholder() -> Self { … }
//!     fn table() -> &'static private::Shape { … }
//!     fn shape(&self) -> &'static private::Shape { … }
//!
//!     fn decode_variant(&mut self, index: usize, from: &mut dyn private::Source) -> private::Flow {
//!         *self = match index {
//!             0 => private::variant(from, Self::Text)?,
//!             _ => return from.skip(),
//!         };
//!         Ok(())
//!     }
//!
//!     fn encode_variant(&self, to: &mut dyn private::MemberSink) -> private::Flow {
//!         match self {
//!             Self::Text(value) => value.encode_member(0, to),
//!             Self::Unknown(variant) => variant.encode(to),
//!         }
//!     }
//! }
//! ```

use std::collections::BTreeMap;

use proc_macro2::{Literal as Token, TokenStream};
use quote::{ToTokens as _, quote};

use super::message::{self, Half, Operand};
use super::ty::{self, format};
use super::{docs, event, imports, literal};
use crate::ir::{ErrorFacts, Member, Message, Presence, Reach, Retry, Service, Structure, Type, Union, UnionVariant};
use crate::name::Ident;

/// The module.
pub(super) fn module(service: &Service) -> TokenStream {
    let title = docs::inner(&format!("Serialization of the types of `{}`.", service.name.wire));
    let structures = service.structures.iter().map(structure);
    let unions = service.unions.iter().map(union);
    let events = service.unions.iter().filter_map(event::item);
    let messages = error_messages(service);
    let errors = service.structures.iter().filter_map(|structure| error(structure, &messages));
    let types =
        |idents: Vec<&Ident>| -> Option<TokenStream> { (!idents.is_empty()).then(|| quote!(#(types::#idents;)*)) };
    let value =
        service.structures.iter().filter(|structure| !structure.streaming).map(|structure| &structure.name.ident);
    let value_unions = service.unions.iter().map(|union| &union.name.ident);
    let members = types(value.chain(value_unions).collect()).map(|types| quote!(private::serde! { #types }));
    let enumerations = types(service.enumerations.iter().map(|item| &item.name.ident).collect())
        .map(|types| quote!(private::enumeration! { #types }));
    let int_enumerations = types(service.int_enumerations.iter().map(|item| &item.name.ident).collect())
        .map(|types| quote!(private::int_enumeration! { #types }));
    let items = quote! {
        #members
        #enumerations
        #int_enumerations

        #(#structures)*
        #(#unions)*
        #(#events)*
        #(#errors)*
    };
    let imports = imports::of(&items, &[(quote!(shapewright_runtime), &["private"]), (quote!(super), &["types"])]);
    quote! {
        #title

        #imports

        #items
    }
}

fn structure(structure: &Structure) -> TokenStream {
    let Structure {
        name,
        docs: _,
        deprecated: _,
        members,
        named: _,
        error: _,
        sensitive: _,
        streaming: _,
        checks: _,
        element,
    } = structure;
    let ident = &name.ident;
    let wire = &name.wire;
    // The table takes the type's name unless it is told another.
    let name = (ident.as_str() != wire).then(|| quote!(name: #wire,));
    let element = element.as_ref().map(|element| {
        let element = super::element::expression(element);
        quote!(element: #element,)
    });
    let members = members.iter().enumerate().map(|(index, member)| {
        let index = Token::usize_unsuffixed(index);
        let entry = entry(ident, member);
        quote!(#index: #entry)
    });
    quote! {
        private::structure!(types::#ident { #name #element #(#members),* });
    }
}

/// A member's field and name, and what differs from the usual.
fn entry(structure: &Ident, member: &Member) -> TokenStream {
    let field = &member.name.ident;
    let name = &member.name.wire;
    let default = match &member.presence {
        Presence::Default(value) => {
            let value = literal::value(ty::Site::Beside, value);
            Some(quote!(, #value))
        }
        Presence::Required | Presence::Optional | Presence::OptionalDefault { .. } => None,
    };
    let (reach, absent) = match &member.presence {
        Presence::OptionalDefault { value, reach } => {
            let value = literal::value(ty::Site::Beside, value);
            let reach = match reach {
                // What a default is for unless something else is said.
                Reach::Servers => None,
                Reach::Readers => Some(quote!(.for_readers())),
                Reach::Everyone => Some(quote!(.for_everyone())),
            };
            (reach, Some(quote!(= Some(#value))))
        }
        Presence::Required | Presence::Default(_) | Presence::Optional => (None, None),
    };
    let internal = member.hides_default.then(|| quote!(.internal(private::fresh::<types::#structure>)));
    let format = member.timestamp.map(format).map(|format| quote!(.format(#format)));
    let key = &member.key;
    let other_key = (name != key).then(|| quote!(.key(#key)));
    let required = member.required.then(|| quote!(.required()));
    let bound = match (member.outside_request, member.outside_response) {
        (true, true) => Some(quote!(.bound())),
        (true, false) => Some(quote!(.bound_in_requests())),
        (false, true) => Some(quote!(.bound_in_responses())),
        (false, false) => None,
    };
    let hides_keys = member.hides_keys.then(|| quote!(.hides_keys()));
    let at_most = at_most(&member.at_most);
    let element = super::element::of_row(member.element.as_ref());
    quote!(#field(#name #default)#format #other_key #element #required #bound #hides_keys #at_most #reach #internal #absent)
}

/// How long the lists or maps in a member may be.
fn at_most(limits: &[u64]) -> Option<TokenStream> {
    let limits = limits.iter().map(|limit| match limit {
        &u64::MAX => quote!(u64::MAX),
        limit => Token::u64_unsuffixed(*limit).to_token_stream(),
    });
    (limits.len() > 0).then(|| quote!(.at_most(&[#(#limits),*])))
}

fn union(union: &Union) -> TokenStream {
    let Union { name, docs: _, deprecated: _, variants, sensitive: _, events: _, element } = union;
    let element = super::element::of_row(element.as_ref());
    let ident = &name.ident;
    let wire = &name.wire;
    let table = variants.iter().map(|variant| {
        let name = &variant.name.wire;
        let key = &variant.key;
        let other_key = (name != key).then(|| quote!(.key(#key)));
        let format = variant.timestamp.map(format).map(|format| quote!(.format(#format)));
        let hides_keys = variant.hides_keys.then(|| quote!(.hides_keys()));
        let at_most = at_most(&variant.at_most);
        let element = super::element::of_row(variant.element.as_ref());
        quote!(private::member(#name)#format #other_key #element #hides_keys #at_most)
    });
    let reads = variants.iter().enumerate().map(|(index, variant)| read_variant(index, variant));
    let writes = variants.iter().enumerate().map(|(index, variant)| write_variant(index, variant));
    let read = if variants.is_empty() {
        quote! {
            let _ = index;
            from.skip()
        }
    } else {
        quote! {
            *self = match index {
                #(#reads)*
                _ => return from.skip(),
            };
            Ok(())
        }
    };
    quote! {
        impl private::Members for types::#ident {
            fn placeholder() -> Self {
                Self::Unknown(Default::default())
            }

            fn table() -> &'static private::Shape {
                const TABLE: private::Shape = private::Shape::union(#wire, &[#(#table),*])#element;
                &TABLE
            }

            fn shape(&self) -> &'static private::Shape {
                Self::table()
            }

            fn decode_variant(&mut self, index: usize, from: &mut dyn private::Source) -> private::Flow {
                #read
            }

            fn decode_unknown(&mut self, name: &str, from: &mut dyn private::Source) -> private::Flow {
                *self = Self::Unknown(shapewright_runtime::UnknownVariant::decode(name, from)?);
                Ok(())
            }

            fn encode_variant(&self, to: &mut dyn private::MemberSink) -> private::Flow {
                match self {
                    #(#writes)*
                    Self::Unknown(variant) => variant.encode(to),
                }
            }
        }
    }
}

fn read_variant(index: usize, variant: &UnionVariant) -> TokenStream {
    let index = Token::usize_unsuffixed(index);
    let name = &variant.name.ident;
    match (&variant.ty, variant.timestamp.map(format)) {
        (Type::Unit, _) => quote! {
            #index => {
                private::unit(from)?;
                Self::#name
            }
        },
        (_, Some(format)) => quote!(#index => private::variant_as(from, #format, Self::#name)?,),
        (_, None) => quote!(#index => private::variant(from, Self::#name)?,),
    }
}

fn write_variant(index: usize, variant: &UnionVariant) -> TokenStream {
    let index = Token::usize_unsuffixed(index);
    let name = &variant.name.ident;
    match &variant.ty {
        Type::Unit => quote!(Self::#name => to.member(#index, &()),),
        _ => quote!(Self::#name(value) => to.member(#index, value),),
    }
}

/// What the type of an error says of itself.
fn error(structure: &Structure, messages: &BTreeMap<&Ident, &Message>) -> Option<TokenStream> {
    let facts = structure.error.as_ref()?;
    Some(match messages.get(&structure.name.ident) {
        None => error_row(&structure.name.ident, facts),
        Some(message) => error_impl(structure, facts, message),
    })
}

/// An error that travels as its body.
fn error_row(ident: &Ident, facts: &ErrorFacts) -> TokenStream {
    let ErrorFacts { message, shape_id, query_code, query_status, status, retry } = facts;
    let status = Token::u16_unsuffixed(*status);
    let message = message.as_ref().map(|message| {
        let field = &message.field;
        if message.optional { quote!(, message: some(#field)) } else { quote!(, message: one(#field)) }
    });
    let retry = match retry {
        Retry::No => None,
        Retry::Yes => Some(quote!(, retry: Yes)),
        Retry::Throttling => Some(quote!(, retry: Throttling)),
    };
    let shape_id = shape_id.as_ref().map(|shape_id| quote!(, shape_id: #shape_id));
    let query_code = query_code.as_ref().map(|code| quote!(, query_code: #code));
    let query_status = query_status.map(|status| {
        let status = Token::u16_unsuffixed(status);
        quote!(, query_status: #status)
    });
    quote! {
        private::error_shape!(
            types::#ident { status: #status #message #retry #shape_id #query_code #query_status }
        );
    }
}

/// An error of which a part is outside its body.
fn error_impl(structure: &Structure, facts: &ErrorFacts, message: &Message) -> TokenStream {
    let ErrorFacts { message: text, shape_id, query_code, query_status, status, retry } = facts;
    let ident = &structure.name.ident;
    let text = match text {
        None => quote!(None),
        Some(text) => {
            let field = &text.field;
            if text.optional { quote!(self.#field.as_deref()) } else { quote!(Some(&self.#field)) }
        }
    };
    let status = Token::u16_unsuffixed(*status);
    let retry = match retry {
        Retry::No => None,
        Retry::Yes => Some(quote!(private::Retry::Yes)),
        Retry::Throttling => Some(quote!(private::Retry::Throttling)),
    };
    let retry = retry.map(|retry| {
        quote! {
            fn retry(&self) -> private::Retry {
                #retry
            }
        }
    });
    let form = error_form(message, structure.streaming);
    let shape_id = shape_id.as_ref().map(|shape_id| {
        quote! {
            fn shape_id(&self) -> &'static str {
                #shape_id
            }
        }
    });
    let query_status = query_status.map(|status| {
        let status = Token::u16_unsuffixed(status);
        quote! {
            fn query_status(&self) -> Option<u16> {
                Some(#status)
            }
        }
    });
    let query_code = query_code.as_ref().map(|code| {
        quote! {
            fn query_code(&self) -> Option<&'static str> {
                Some(#code)
            }
        }
    });
    quote! {
        private::error_shapes! { types::#ident; }

        impl private::ErrorShape for types::#ident {
            #shape_id

            #query_code

            #query_status

            fn status(&self) -> u16 {
                #status
            }

            fn message(&self) -> Option<&str> {
                #text
            }

            #retry

            #form
        }
    }
}

/// The errors with members outside their JSON bodies, each once.
fn error_messages(service: &Service) -> BTreeMap<&Ident, &Message> {
    let errors = service.error_enums.iter().flat_map(|errors| &errors.errors);
    let messages = errors.map(|error| &error.message).filter(|message| !message::is_plain(message));
    messages.map(|message| (&message.ty, message)).collect()
}

/// How an error with members outside its JSON body travels.
fn error_form(message: &Message, streaming: bool) -> TokenStream {
    let read = message::read_error(message);
    let filled = quote!(filled);
    let (fill, operand) = match message.fills_written && !streaming {
        // It is borrowed here, and what holds a stream cannot be cloned.
        true => {
            let fill = quote! {
                let mut #filled = self.clone();
                to.fill(&mut #filled);
            };
            (Some(fill), Operand::variable(&filled))
        }
        false => (None, Operand::this()),
    };
    let write = message::write(message, Half::Response, &operand);
    // A response without a body has nothing to read or write.
    let from = if read.is_empty() { quote!(_) } else { quote!(from) };
    let to = if fill.is_none() && write.is_empty() { quote!(_) } else { quote!(to) };
    quote! {
        #[cfg(feature = "client")]
        fn read(&mut self, #from: &mut private::Incoming<'_>) -> bool {
            #read
            true
        }

        #[cfg(feature = "server")]
        fn write(&self, #to: &mut private::Outgoing) -> bool {
            #fill
            #write
            true
        }
    }
}
