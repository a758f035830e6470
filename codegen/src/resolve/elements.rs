//! The elements of values, for protocols whose formats have one for each (Smithy 2.0, "XML bindings", "AWS query
//! protocol", "AWS EC2 query protocol").

use super::closure::Closure;
use crate::ir::{Element, Namespace};
use shapewright_smithy::model::{Kind, Member, Shape, Traits};
use shapewright_smithy::protocol::MemberNames;

/// The element of a member, where it is not the usual one and a protocol of the service has elements.
pub(super) fn of_member<'m>(closure: &Closure<'m>, member: &'m Member) -> Option<Element> {
    has_elements(closure).then(|| element(closure, member)).flatten()
}

/// The element of a shape that is in no other.
pub(super) fn of_shape(closure: &Closure<'_>, shape: &Shape) -> Option<Element> {
    let traits = &shape.traits;
    let element =
        Element { name: traits.xml_name().map(str::to_owned), namespace: namespace(traits), ..Element::default() };
    (has_elements(closure) && element != Element::default()).then_some(element)
}

/// The namespace of elements that begin none of their own.
pub(super) fn namespace_of_service(closure: &Closure<'_>, service: &Shape) -> Option<Namespace> {
    has_elements(closure).then(|| namespace(&service.traits)).flatten()
}

/// The namespace that a shape or a member begins.
fn namespace(traits: &Traits) -> Option<Namespace> {
    let namespace = traits.xml_namespace()?;
    Some(Namespace { uri: namespace.uri.to_string(), prefix: namespace.prefix.as_deref().map(str::to_owned) })
}

fn has_elements(closure: &Closure<'_>) -> bool {
    closure.protocols.iter().any(|protocol| protocol.member_names == MemberNames::XmlName)
}

fn element<'m>(closure: &Closure<'m>, member: &'m Member) -> Option<Element> {
    let traits = &member.traits;
    let target = closure.target(member);
    let inner = |name: &str| target.member(name).and_then(|member| element(closure, member)).map(Box::new);
    let (item, key) = match target.kind {
        Kind::List => (inner("member"), None),
        Kind::Map => (inner("value"), inner("key")),
        _ => (None, None),
    };
    let element = Element {
        name: traits.xml_name().map(str::to_owned),
        form_name: traits.ec2_query_name().map(str::to_owned),
        attribute: traits.xml_attribute(),
        flattened: traits.xml_flattened(),
        namespace: namespace(traits),
        item,
        key,
    };
    (element != Element::default()).then_some(element)
}
