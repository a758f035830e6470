//! Headers that members of a message are bound to, and what that means for negotiation and for what is shown.

use crate::ir::{Bound, Message, SensitiveHeader};
use shapewright_smithy::model::Traits;

/// Whether a member is this header.
pub(super) fn binds(message: &Message, header: &str) -> bool {
    message.bindings.iter().any(|binding| matches!(&binding.bound, Bound::Header { name, .. } if name == header))
}

/// The headers of a request that must not be shown: those of sensitive members, and that of the service's key.
pub(super) fn sensitive(request: &Message, service: &Traits) -> Vec<SensitiveHeader> {
    let sensitive = request.bindings.iter().filter(|binding| binding.sensitive);
    let headers = sensitive.filter_map(|binding| match &binding.bound {
        Bound::Header { name, format: _ } => Some(SensitiveHeader::Name(name.clone())),
        Bound::PrefixHeaders { prefix } => Some(SensitiveHeader::Prefix(prefix.clone())),
        Bound::Label { .. } | Bound::Query { .. } | Bound::QueryParams { .. } | Bound::Status => None,
    });
    let key = service.http_api_key_auth().filter(|key| key.is_header);
    headers.chain(key.map(|key| SensitiveHeader::Name(key.name.to_ascii_lowercase()))).collect()
}
