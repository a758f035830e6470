//! Changes models as the projections of a project do (Smithy 2.0, "smithy-build.json", "Transforms").

mod mixins;

pub use mixins::flatten_and_remove_mixins;
