//! What generated operations and errors have in common.

/// Says by which method of the service's trait an operation is called, and implements the trait for the service's
/// client, under the conditions that it is there: those of a macro of this crate would be about this crate's features in
/// a crate that may have none.
///
/// The parameters of a macro's generics are visible to what the macro is given, so that operations go by `self::`: one may
/// be called `S`.
///
/// ```text
/// called! {
///     super::Panorama;
///     #[cfg(feature = "client")] super::client::Client;
///     CreatePackage = create_package;
/// }
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! __called {
    (
        super::$service:ident;
        $(#[$condition:meta])*
        super::client::$client:ident;
        $($operation:ident = $method:ident;)*
    ) => {
        $crate::__called! {
            super::$service;
            $($operation = $method;)*
        }

        $(#[$condition])*
        impl<S: $crate::client::Transport> super::$service for super::client::$client<S> {$(
            fn $method(
                &self,
                request: $crate::Request<<self::$operation as $crate::private::Operation>::Input>,
            ) -> impl Future<Output = $crate::private::Outcome<self::$operation>> + Send {
                self.core.call::<self::$operation>(request)
            }
        )*}
    };
    (super::$service:ident; $($operation:ident = $method:ident;)*) => {
        $(
        impl<S: super::$service> $crate::private::CalledOn<S> for self::$operation {
            fn call(
                service: &S,
                request: $crate::Request<Self::Input>,
            ) -> impl Future<Output = $crate::private::Outcome<Self>> + Send {
                super::$service::$method(service, request)
            }
        }
        )*
    };
}

/// Numbers a service's operations in the order of this list, for its tree of routes, and calls them by their numbers.
///
/// ```text
/// dispatch! {
///     super::Panorama;
///     CreatePackage;
/// }
/// ```
#[cfg(feature = "server")]
#[macro_export]
#[doc(hidden)]
macro_rules! __dispatch {
    (super::$service:ident; $($operation:ident;)*) => {
        #[allow(clippy::enum_variant_names, reason = "the names come from the model")]
        #[allow(dead_code, reason = "a service may have no operations")]
        enum Number {
            $($operation),*
        }

        const OPERATIONS: &[&$crate::private::OperationSpec] =
            &[$(<operations::$operation as $crate::private::Operation>::SPEC),*];

        impl<T: super::$service> $crate::private::Dispatch<T> for self::Routes {
            fn dispatch(service: std::sync::Arc<T>, call: $crate::private::Call) -> $crate::private::HandlerFuture {
                call.by_number(const { &[$($crate::private::Call::on::<operations::$operation, T>),*] }, service)
            }
        }

        impl<T: super::$service> $crate::private::Accepts<T> for self::Routes {
            type Service = T;

            fn accept(service: T) -> T {
                service
            }
        }
    };
}

/// Says which operations come in pages, so that they can be paged on any implementation of the service's trait.
#[macro_export]
#[doc(hidden)]
macro_rules! __paged {
    (super::$service:ident; $($operation:ident;)*) => {$(
        impl $operation {
            /// Calls the operation on any implementation of the service's trait, to read its results page by page.
            #[allow(clippy::self_named_constructors, reason = "an operation may be called `On`")]
            pub fn on<S: super::$service>(
                service: &S,
                request: impl Into<$crate::Request<<Self as $crate::private::Operation>::Input>>,
            ) -> $crate::private::Pager<'_, S, Self> {
                $crate::private::Pager::new(service, request)
            }
        }
    )*};
}

/// Connects an operation's error enum. Each variant holds the structure of its own name in the module `types`, or the
/// one named after it, in a box where it says so: `Gone(GoneException) as boxed`.
#[macro_export]
#[doc(hidden)]
macro_rules! __operation_error {
    ($type:ident = $operation:literal; $($variant:ident $(($shape:ident))? $(as $boxed:ident)?;)*) => {
        impl $crate::private::Modeled for $type {}

        impl $crate::OperationError for $type {
            const OPERATION: &'static str = $operation;

            fn shape(&self) -> &dyn $crate::private::ErrorShape {
                match *self {
                    $(Self::$variant(ref error) => $crate::__operation_error!(@shape error $($boxed)?),)*
                }
            }

            fn shape_mut(&mut self) -> &mut dyn $crate::private::ErrorShape {
                match *self {
                    $(Self::$variant(ref mut error) => $crate::__operation_error!(@shape_mut error $($boxed)?),)*
                }
            }

            fn named(_code: &str, _is_query_code: bool) -> Option<Self> {
                $($crate::__operation_error!(@named _code _is_query_code $variant $($shape)? $variant);)*
                None
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt($crate::OperationError::shape(self), f)
            }
        }

        // It displays as the structure within, so that this is not its source.
        impl std::error::Error for $type {}

        $($crate::__operation_error!(@from $type $variant $($shape)? $variant);)*
    };
    (@shape $error:ident) => {
        $error
    };
    (@shape $error:ident boxed) => {
        &**$error
    };
    (@shape_mut $error:ident) => {
        $error
    };
    (@shape_mut $error:ident boxed) => {
        &mut **$error
    };
    (@named $code:ident $is_query_code:ident $variant:ident $shape:ident $($own:ident)?) => {
        if $crate::private::is_named::<types::$shape>($code, $is_query_code) {
            return Some(Self::$variant($crate::private::placeholder()));
        }
    };
    (@from $type:ident $variant:ident $shape:ident $($own:ident)?) => {
        impl From<types::$shape> for $type {
            fn from(error: types::$shape) -> Self {
                Self::$variant(error.into())
            }
        }
    };
}

/// Makes an error structure an error: its status, the member with the service's own message, and what differs from the
/// usual.
///
/// ```text
/// error_shape!(types::ConflictException {
///     status: 409,
///     message: some(message),
///     retry: Throttling,
/// });
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! __error_shape {
    ($type:path {
        status: $status:literal
        $(, message: $presence:ident($message:ident))?
        $(, retry: $retry:ident)?
        $(, shape_id: $shape_id:literal)?
        $(, query_code: $query_code:literal)?
        $(, query_status: $query_status:literal)?
        $(,)?
    }) => {
        $crate::__error_shapes! { $type; }

        impl $crate::private::ErrorShape for $type {
            fn status(&self) -> u16 {
                $status
            }

            fn message(&self) -> Option<&str> {
                $crate::__error_shape!(@message self $($presence $message)?)
            }

            $(
            fn retry(&self) -> $crate::private::Retry {
                $crate::private::Retry::$retry
            }
            )?

            $(
            fn shape_id(&self) -> &'static str {
                $shape_id
            }
            )?

            $(
            fn query_code(&self) -> Option<&'static str> {
                Some($query_code)
            }
            )?

            $(
            fn query_status(&self) -> Option<u16> {
                Some($query_status)
            }
            )?
        }
    };
    (@message $error:ident) => {
        None
    };
    (@message $error:ident one $field:ident) => {
        Some(&$error.$field)
    };
    (@message $error:ident some $field:ident) => {
        $error.$field.as_deref()
    };
}

/// Makes error structures errors.
#[macro_export]
#[doc(hidden)]
macro_rules! __error_shapes {
    ($($type:path;)*) => {$(
        impl $crate::private::Modeled for $type {}

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::private::fmt_error(self, f)
            }
        }

        impl std::error::Error for $type {}
    )*};
}
