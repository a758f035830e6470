//! Programs that measure how much memory a server takes for requests that are small as text.
//!
//! ```text
//! fn main() -> std::process::ExitCode {
//!     conformance::amplification::run(
//!         conformance::serve(server::Router::new(Nothing).with_body_limit(conformance::amplification::BODY)),
//!         conformance::amplification::Meter { start: Counting::start, peak: Counting::peak },
//!     )
//! }
//! ```

mod cases;

use proc_macro2::TokenStream;
use quote::quote;

pub use cases::Case;

use super::{Crates, Program, one_service};
use crate::config::ServiceConfig;
use crate::ir::{Operation, Service};
use crate::name::Ident;
use shapewright_smithy::diagnostics::{Report, SourceId, Sources};

/// Generates the program that measures the one service in a file, and the requests that it is to send.
///
/// # Errors
///
/// All that is wrong with the model.
pub fn amplification(
    sources: &Sources,
    model_file: SourceId,
    config: &ServiceConfig,
    crates: Crates<'_>,
) -> Result<(Program, Vec<Case>), Report> {
    one_service(sources, &[model_file], config, "amplification", crates, program, cases::cases)
}

fn program(package: &Ident, service: &Service) -> TokenStream {
    let module = &service.module;
    let trait_name = &service.name.ident;
    let title = format!(" Measures the memory that requests to `{}` take.", service.shape_id);
    let handlers = service.operations.iter().map(handler);
    let counting = counting();
    quote! {
        #![doc = #title]
        #![allow(deprecated, unused_imports)]

        use std::alloc::{GlobalAlloc, Layout, System};
        use std::sync::atomic::{AtomicUsize, Ordering};

        use #package::#module::{errors, server, types};

        fn main() -> std::process::ExitCode {
            conformance::amplification::run(
                conformance::serve(server::Router::new(Nothing).with_body_limit(conformance::amplification::BODY)),
                conformance::amplification::Meter { start: Counting::start, peak: Counting::peak },
            )
        }

        struct Nothing;

        impl #package::#module::#trait_name for Nothing {
            #(#handlers)*
        }

        #counting
    }
}

fn handler(operation: &Operation) -> TokenStream {
    let method = &operation.method;
    let input = &operation.input.ty;
    let output = &operation.output.ty;
    let error = &operation.error_enum;
    quote! {
        async fn #method(
            &self,
            _: shapewright_runtime::Request<types::#input>,
        ) -> Result<types::#output, shapewright_runtime::Error<errors::#error>> {
            Err(shapewright_runtime::Error::NotImplemented)
        }
    }
}

/// The allocator of the program. It takes a buffer that is enlarged for one buffer, as allocators mostly enlarge large
/// ones where they are.
fn counting() -> TokenStream {
    quote! {
        #[global_allocator]
        static COUNTING: Counting = Counting;
        static NOW: AtomicUsize = AtomicUsize::new(0);
        static PEAK: AtomicUsize = AtomicUsize::new(0);
        static BEFORE: AtomicUsize = AtomicUsize::new(0);

        struct Counting;

        impl Counting {
            fn start() {
                let now = NOW.load(Ordering::Relaxed);
                BEFORE.store(now, Ordering::Relaxed);
                PEAK.store(now, Ordering::Relaxed);
            }

            fn peak() -> usize {
                PEAK.load(Ordering::Relaxed) - BEFORE.load(Ordering::Relaxed)
            }

            fn add(bytes: usize) {
                PEAK.fetch_max(NOW.fetch_add(bytes, Ordering::Relaxed) + bytes, Ordering::Relaxed);
            }
        }

        unsafe impl GlobalAlloc for Counting {
            unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
                Self::add(layout.size());
                unsafe { System.alloc(layout) }
            }

            unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
                NOW.fetch_sub(layout.size(), Ordering::Relaxed);
                unsafe { System.dealloc(pointer, layout) }
            }

            unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
                NOW.fetch_sub(layout.size(), Ordering::Relaxed);
                Self::add(size);
                unsafe { System.realloc(pointer, layout, size) }
            }
        }
    }
}
