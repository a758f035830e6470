//! From the model to what will be generated: the only stage that thinks.
//!
//! [`resolve`] runs these passes in this order:
//!
//! 1. `closure`: which operations are kept, and which shapes they reach;
//! 2. [`check`](shapewright_smithy::check()): what only a service as a whole can show to be wrong,
//!    and `unsupported`: what a protocol cannot hold;
//! 3. `presence`: whether a member may be absent, and what stands in for it (asked for by all later passes);
//! 4. `sizes`, with `recursion`: which members are boxed;
//! 5. `naming`: the identifiers, with `types` answering which type a shape has under them;
//! 6. `patterns` and `checks`: which values have constraints, and the functions that check them;
//! 7. `lower`, with `docs`, `elements`, `limits`, `literal` and `events`: structures, unions and enums;
//! 8. `operations`, with `http`, `headers`, `pages`, `waiters`, `examples` and `violations`: messages, errors, paging and waiting;
//! 9. `derives`: what types derive because the configuration says so;
//! 10. `routes`: how a path finds its operation;
//! 11. `features`: which of the runtime's features all that needs.

mod checks;
mod checksums;
mod closure;
mod constraints;
mod derives;
mod docs;
mod elements;
mod events;
mod examples;
mod features;
mod headers;
mod http;
mod limits;
mod literal;
mod lower;
mod naming;
mod operations;
mod pages;
mod patterns;
mod presence;
mod recursion;
mod routes;
mod select;
mod sizes;
#[cfg(test)]
mod tests;
mod types;
mod unsupported;
mod values;
mod violations;
mod waiters;

pub(crate) use docs::json;
pub(crate) use values::{OperationValues, Values};

use crate::config::{self, ServiceConfig};
use crate::ir;
use crate::name::{Case, Ident, Scope};
use closure::Closure;
use shapewright_smithy::diagnostics::Report;
use shapewright_smithy::model::{Model, Service, Shape};
use types::Facts;
use violations::Judge;

/// What generated code calls its model and itself.
#[derive(Clone, Debug)]
pub(crate) struct Labels<'a> {
    /// The name of the model's source, such as `models/panorama.json`.
    pub(crate) source: &'a str,
    /// What the module is called unless the configuration names it.
    pub(crate) module: &'a str,
    /// The root that the code is in.
    pub(crate) root: ir::Root,
}

/// Decides everything about a service.
///
/// The service is `None` if the report has errors, or the model was loaded with errors that leave it incomplete.
pub(crate) fn resolve(
    model: &Model,
    service: &Shape,
    labels: Labels<'_>,
    config: &ServiceConfig,
) -> (Option<ir::Service>, Report) {
    let mut report = Report::new();
    let resolved = checked_closure(model, service, config, &mut report)
        .map(|(closure, details)| lowered(model, service, details, closure, labels, config, &mut report));
    (resolved.filter(|_| !report.has_errors()), report)
}

/// The runtime's constants for the protocols of a service.
fn constants(closure: &Closure<'_>) -> Vec<Ident> {
    let names: Vec<&str> = closure.protocols.iter().map(|protocol| protocol.name()).collect();
    Scope::new(Case::Constant).claim_all(&names)
}

/// The passes that find faults on which no later pass could build.
fn checked_closure<'m>(
    model: &'m Model,
    shape: &'m Shape,
    config: &ServiceConfig,
    report: &mut Report,
) -> Option<(Closure<'m>, &'m Service)> {
    let (service, protocols) = select::supported(shape, report)?;
    let closure = closure::collect(model, (shape, service), protocols, config, report);
    report.merge(shapewright_smithy::check(model, &shape.id));
    let closure = closure.filter(|_| !report.has_errors())?;
    recursion::check_depth(&closure, report);
    unsupported::check(&closure, report);
    (!report.has_errors()).then_some((closure, service))
}

fn lowered<'m>(
    model: &'m Model,
    shape: &'m Shape,
    service: &'m Service,
    closure: Closure<'m>,
    labels: Labels<'_>,
    config: &'m ServiceConfig,
    report: &mut Report,
) -> ir::Service {
    let Labels { source, module, root } = labels;
    let sizes = sizes::sizes(&closure);
    let names = naming::names(&closure, shape, service, module, config, report);
    let table = if config.table.is_empty() { config::table(module) } else { config.table.clone() };
    let patterns = patterns::compile(model, &closure, &table, config, report);
    let facts = Facts { closure, sizes, names };
    let checks = checks::checks(&facts, patterns);
    let types = lower::types(&facts, &checks, report);
    let operations = operations::operations(&facts, &types, &Judge::new(&facts, &checks), shape, report);
    let mut structures: Vec<ir::Structure> = types.structures.into_values().chain(operations.made).collect();
    structures.sort_by(|a, b| a.name.ident.cmp(&b.name.ident));
    let items = derives::Items {
        structures: &structures,
        unions: &types.unions,
        enumerations: &types.enumerations,
        int_enumerations: &types.int_enumerations,
    };
    let derives = derives::derives(&facts, &items, config, report);
    let routes = routes::routes(&facts.closure.operations, &facts.names.operations, report);
    ir::Service {
        root,
        origins: facts.names.origins(),
        module: facts.names.module,
        name: facts.names.service,
        shape_id: shape.id.to_string(),
        version: service.version.to_string(),
        protocols: constants(&facts.closure),
        namespace: elements::namespace_of_service(&facts.closure, shape),
        is_query_compatible: shape.traits.aws_query_compatible(),
        has_bare_errors: shape.traits.rest_xml().is_some_and(|rest_xml| rest_xml.no_error_wrapping),
        runtime_features: features::features(
            &structures,
            &operations.operations,
            &checks.patterns,
            &facts.closure.protocols,
        ),
        source: source.to_owned(),
        docs: docs::of_service(shape, &service.version, source),
        deprecated: types::deprecation(&shape.traits),
        title: docs::of_module(shape, &service.version, source),
        signing_name: shape.traits.sig_v4().map(|sig_v4| sig_v4.name.to_string()),
        structures,
        derives,
        unions: types.unions,
        enumerations: types.enumerations,
        int_enumerations: types.int_enumerations,
        operations: operations.operations,
        error_enums: operations.error_enums,
        check_fns: checks.functions,
        patterns: checks.patterns,
        routes,
    }
}
