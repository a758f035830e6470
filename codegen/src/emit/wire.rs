//! How the types of a service are read and written: their tables of members, and a `match` each way.
//!
//! ```text
//! impl Members for types::CreatePackageInput {
//!     fn placeholder() -> Self {
//!         Self { package_name: placeholder(), tags: None }
//!     }
//!
//!     fn shape(&self) -> &'static Shape {
//!         const SHAPE: Shape =
//!             Shape::structure("CreatePackageInput", &[member("PackageName").required(), member("Tags")]);
//!         &SHAPE
//!     }
//!
//!     fn decode_member(&mut self, index: usize, from: &mut dyn Source) -> Flow {
//!         match index {
//!             0 => self.package_name.decode(from),
//!             1 => self.tags.decode(from),
//!             _ => from.skip(),
//!         }
//!     }
//!
//!     fn encode_members(&self, to: &mut dyn MemberSink) -> Flow {
//!         write_member(to, 0, &self.package_name)?;
//!         write_member(to, 1, &self.tags)
//!     }
//! }
//! ```

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::structure::{error_impl, is_empty_by_default};
use super::ty::{Place, contains, format};
use super::{docs, event, literal};
use crate::ir::{Member, Presence, Service, Structure, Type, Union, UnionVariant};
use crate::name::Ident;

/// The module.
pub(super) fn module(service: &Service) -> TokenStream {
    let title = docs::inner(&format!("How the types of `{}` are read and written.", service.name.wire));
    let structures = service.structures.iter().map(structure);
    let unions = service.unions.iter().map(union);
    let events = service.unions.iter().filter_map(event::item);
    let errors = service.structures.iter().filter_map(error_impl);
    let types =
        |idents: Vec<&Ident>| -> Option<TokenStream> { (!idents.is_empty()).then(|| quote!(#(types::#idents)*)) };
    let value =
        service.structures.iter().filter(|structure| !structure.streaming).map(|structure| &structure.name.ident);
    let value_unions = service.unions.iter().map(|union| &union.name.ident);
    let members = types(value.chain(value_unions).collect()).map(|types| quote!(private::members! { #types }));
    let streams = service.structures.iter().filter(|structure| structure.streaming);
    let streaming = types(streams.map(|structure| &structure.name.ident).collect())
        .map(|types| quote!(private::streaming! { #types }));
    let error_types =
        types(service.structures.iter().filter(|structure| structure.error.is_some()).map(|s| &s.name.ident).collect())
            .map(|types| quote!(private::error_shapes! { #types }));
    let enumerations = types(service.enumerations.iter().map(|item| &item.name.ident).collect())
        .map(|types| quote!(private::enumeration! { #types }));
    let int_enumerations = types(service.int_enumerations.iter().map(|item| &item.name.ident).collect())
        .map(|types| quote!(private::int_enumeration! { #types }));
    quote! {
        #title

        use runtime::private;
        use runtime::private::*;

        use super::types;

        #members
        #streaming
        #error_types
        #enumerations
        #int_enumerations

        #(#structures)*
        #(#unions)*
        #(#events)*
        #(#errors)*
    }
}

fn structure(structure: &Structure) -> TokenStream {
    let Structure {
        name,
        shape_id: _,
        docs: _,
        deprecated: _,
        members,
        error: _,
        sensitive: _,
        streaming: _,
        checks: _,
    } = structure;
    let ident = &name.ident;
    let wire = &name.wire;
    let table = members.iter().map(table_entry);
    let placeholder = if is_empty_by_default(structure) {
        quote!(Self::default())
    } else {
        let placeholders = members.iter().map(|member| {
            let field = &member.name.ident;
            let value = placeholder(member);
            quote!(#field: #value)
        });
        quote!(Self { #(#placeholders),* })
    };
    let reads = members.iter().enumerate().filter_map(|(index, member)| {
        let index = Token::usize_unsuffixed(index);
        let field = &member.name.ident;
        if is_stream(&member.ty) {
            return None;
        }
        Some(match member.timestamp.map(format) {
            Some(format) => quote!(#index => self.#field.decode_as(#format, from),),
            None => quote!(#index => self.#field.decode(from),),
        })
    });
    let reads: Vec<_> = reads.collect();
    let read = if reads.is_empty() {
        quote! {
            let _ = index;
            from.skip()
        }
    } else {
        quote! {
            match index {
                #(#reads)*
                _ => from.skip(),
            }
        }
    };
    let writes: Vec<_> = members
        .iter()
        .enumerate()
        .filter(|(_, member)| !is_stream(&member.ty))
        .map(|(index, member)| {
            let index = Token::usize_unsuffixed(index);
            let field = &member.name.ident;
            match member.timestamp.map(format) {
                Some(format) => quote!(self.#field.encode_member_as(#format, #index, to)),
                None => quote!(write_member(to, #index, &self.#field)),
            }
        })
        .collect();
    let write = match writes.split_last() {
        Some((last, first)) => quote! {
            #(#first?;)*
            #last
        },
        None => quote! {
            let _ = to;
            Ok(())
        },
    };
    quote! {
        impl Members for types::#ident {
            fn placeholder() -> Self {
                #placeholder
            }

            fn shape(&self) -> &'static Shape {
                const SHAPE: Shape = Shape::structure(#wire, &[#(#table),*]);
                &SHAPE
            }

            fn decode_member(&mut self, index: usize, from: &mut dyn Source) -> Flow {
                #read
            }

            fn encode_members(&self, to: &mut dyn MemberSink) -> Flow {
                #write
            }
        }
    }
}

/// Streams have no JSON form.
fn is_stream(ty: &Type) -> bool {
    contains(ty, &|ty| matches!(ty, Type::ByteStream | Type::EventStream(_)))
}

fn table_entry(member: &Member) -> TokenStream {
    let name = &member.name.wire;
    let key = &member.key;
    let other_key = (name != key).then(|| quote!(.key(#key)));
    let required = member.required.then(|| quote!(.required()));
    let bound = match (member.outside_request, member.outside_response) {
        (true, true) => Some(quote!(.bound())),
        (true, false) => Some(quote!(.bound_in_requests())),
        (false, true) => Some(quote!(.bound_in_responses())),
        (false, false) => None,
    };
    quote!(member(#name)#other_key #required #bound)
}

fn placeholder(member: &Member) -> TokenStream {
    match &member.presence {
        Presence::Required if is_stream(&member.ty) => quote!(Default::default()),
        Presence::Required => quote!(placeholder()),
        Presence::Default(value) => literal::value(Place::Beside, value),
        Presence::Optional | Presence::ServerDefault(_) => quote!(None),
    }
}

fn union(union: &Union) -> TokenStream {
    let Union { name, shape_id: _, docs: _, deprecated: _, variants, sensitive: _, events: _ } = union;
    let ident = &name.ident;
    let wire = &name.wire;
    let table = variants.iter().map(|variant| {
        let name = &variant.name.wire;
        let key = &variant.key;
        let other_key = (name != key).then(|| quote!(.key(#key)));
        quote!(member(#name)#other_key)
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
        impl Members for types::#ident {
            fn placeholder() -> Self {
                Self::Unknown(Default::default())
            }

            fn shape(&self) -> &'static Shape {
                const SHAPE: Shape = Shape::union(#wire, &[#(#table),*]);
                &SHAPE
            }

            fn decode_member(&mut self, index: usize, from: &mut dyn Source) -> Flow {
                #read
            }

            fn decode_unknown(&mut self, name: &str, from: &mut dyn Source) -> Flow {
                *self = Self::Unknown(runtime::UnknownVariant::decode(name, from)?);
                Ok(())
            }

            fn encode_members(&self, to: &mut dyn MemberSink) -> Flow {
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
                unit(from)?;
                Self::#name
            }
        },
        (_, Some(format)) => quote!(#index => variant_as(from, #format, Self::#name)?,),
        (_, None) => quote!(#index => variant(from, Self::#name)?,),
    }
}

fn write_variant(index: usize, variant: &UnionVariant) -> TokenStream {
    let index = Token::usize_unsuffixed(index);
    let name = &variant.name.ident;
    match (&variant.ty, variant.timestamp.map(format)) {
        (Type::Unit, _) => quote!(Self::#name => write_member(to, #index, &()),),
        (_, Some(format)) => quote!(Self::#name(value) => value.encode_member_as(#format, #index, to),),
        (_, None) => quote!(Self::#name(value) => write_member(to, #index, value),),
    }
}
