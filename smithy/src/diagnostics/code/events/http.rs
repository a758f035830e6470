//! Validators of HTTP bindings, streams, endpoints, authentication and XML.

events! {
    in Http;

    /// A binding has no effect where its structure is used: outside of an input.
    HTTP_IGNORED_OUTSIDE_INPUT = Warning "http-ignored-outside-input" "HttpBindingTraitIgnored.Input",
        fix: "remove the trait, or use the structure only as an input";
    /// A binding has no effect where its structure is used: outside of an output or error.
    HTTP_IGNORED_OUTSIDE_OUTPUT = Warning "http-ignored-outside-output" "HttpBindingTraitIgnored.Output",
        fix: "remove the trait, or use the structure only as an output or error";
    /// A binding has no effect where its structure is used: in other structures.
    HTTP_IGNORED_IN_MEMBERS = Warning "http-ignored-in-members" "HttpBindingTraitIgnored.TopLevel",
        fix: "remove the trait, or do not target the structure";
    /// A method is not written in upper case.
    HTTP_METHOD_CASE = Warning "http-method-case" "HttpMethodSemantics", fix: "write it in upper case";
    /// A method that servers handle on their own, such as `OPTIONS`, is modeled.
    HTTP_METHOD_MODELED = Warning "http-method-modeled" "HttpMethodSemantics",
        fix: "remove the operation; apply `@cors` to the service";
    /// An operation with a safe method is not marked as such.
    HTTP_MISSING_READONLY = Warning "http-missing-readonly" "HttpMethodSemantics.MissingReadonlyTrait",
        fix: "apply `@readonly`, or change the method";
    /// A read-only operation has a method for changes.
    HTTP_UNNECESSARY_READONLY = Warning "http-unnecessary-readonly" "HttpMethodSemantics.UnnecessaryReadonlyTrait",
        fix: "use `GET`, or remove `@readonly`";
    /// An operation with an idempotent method is not marked as such.
    HTTP_MISSING_IDEMPOTENT = Warning "http-missing-idempotent" "HttpMethodSemantics.MissingIdempotentTrait",
        fix: "apply `@idempotent`, or change the method";
    /// An idempotent operation has a method that is also read-only.
    HTTP_UNNECESSARY_IDEMPOTENT = Warning "http-unnecessary-idempotent" "HttpMethodSemantics.UnnecessaryIdempotentTrait",
        fix: "apply `@readonly` instead, or change the method";
    /// A request has a body, although its method does not allow for one.
    HTTP_UNEXPECTED_PAYLOAD = Danger "http-unexpected-payload" "HttpMethodSemantics.UnexpectedPayload",
        fix: "bind the members to headers, labels or the query, or change the method";
    /// Members bound to the query cannot be told apart from those of a map of parameters.
    HTTP_QUERY_PARAMS = Note "http-query-params" "HttpQueryParamsTrait", fix: "bind all parameters, or none, by name";
    /// A header is also among those of a prefix.
    HTTP_PREFIX_CONFLICT = Error "http-prefix-conflict" "HttpPrefixHeadersTrait",
        fix: "change the header or the prefix";
    /// The status code of an operation or error is not in the range of its kind.
    HTTP_STATUS = Danger "http-status" "HttpResponseCodeSemantics",
        fix: "use 2xx for operations, 4xx for errors of clients, 5xx for those of servers";
    /// A URI has characters that must be percent-encoded, or dot segments.
    HTTP_URI_FORMAT = Error "http-uri-format" "HttpUriFormat", fix: "percent-encode the characters";
    /// A URI has several greedy labels.
    HTTP_GREEDY_LABELS = Danger "http-greedy-labels" "HttpUriGreedyLabel.MultipleGreedyLabels",
        fix: "keep one greedy label";
    /// A greedy label is not the last label of a URI.
    HTTP_GREEDY_LABEL = Danger "http-greedy-label" "HttpUriGreedyLabel.GreedyLabelIsNotLastLabel",
        fix: "move it to the end";
    /// `@httpApiKeyAuth` has a scheme, but is not sent in a header.
    HTTP_API_KEY_AUTH = Error "http-api-key-auth" "HttpApiKeyAuthTrait",
        fix: "remove `scheme`, or send the key in a header";
    /// `@cors` has both one origin and several.
    CORS = Error "cors" "CorsTrait", fix: "keep `origin` or `origins`";
    /// The namespace of `@xmlNamespace` is not a URI.
    XML_NAMESPACE = Error "xml-namespace" "XmlNamespaceTrait", fix: "write a URI";
    /// The name of a list's elements has no effect, since the list is flattened.
    XML_FLATTENED = Warning "xml-flattened" "XmlFlattenedTrait",
        fix: "apply `@xmlName` to the member that targets the list";
    /// The versions of HTTP for event streams are not among those of the protocol.
    RPC_V2_CBOR = Error "rpc-v2-cbor" "Rpcv2CborTrait", fix: "add them to `http`";
    /// The versions of HTTP for event streams are not among those of the protocol.
    RPC_V2_JSON = Error "rpc-v2-json" "Rpcv2JsonTrait", fix: "add them to `http`";
    /// The versions of HTTP for event streams are not among those of the protocol.
    PROTOCOL_HTTP = Error "protocol-http" "ProtocolHttp", fix: "add them to `http`";
    /// Two MQTT operations publish different payloads to the same topic.
    MQTT_TOPIC_CONFLICT = Error "mqtt-topic-conflict" "MqttTopicConflict",
        fix: "use another topic, or the same payload";
    /// The labels of an MQTT topic and the members with `@topicLabel` differ.
    MQTT_TOPIC_LABEL = Error "mqtt-topic-label" "MqttTopicLabel",
        fix: "apply `@topicLabel` to the members of the labels, and to no others";
}
