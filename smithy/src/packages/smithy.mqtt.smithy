// Bindings to MQTT.
$version: "2.0"

namespace smithy.mqtt

/// Sends messages as JSON over MQTT.
@trait(selector: "service")
@protocolDefinition
structure mqttJson {}

/// Publishes the input of an operation to a topic.
@trait(
    selector: "operation :not(-[output]-> * > member)"
    conflicts: [subscribe]
    breakingChanges: [
        {
            change: "any"
        }
    ]
)
@traitValidators(
    "MqttPublishInput.NoEventStreams": {
        selector: "-[input]-> structure > member :test(> union [trait|streaming])"
        message: "An operation with `smithy.mqtt#publish` cannot take a stream of events"
    }
    MqttUnsupportedErrors: {
        selector: ":test(-[error]->)"
        message: "An operation with `smithy.mqtt#publish` cannot return errors"
        severity: "DANGER"
    }
)
@pattern("^[^#+]+$")
string publish

/// Subscribes to a topic, whose messages are events of the output.
@trait(
    selector: "operation :test(-[output]->)"
    conflicts: [publish]
    breakingChanges: [
        {
            change: "any"
        }
    ]
)
@traitValidators(
    "MqttSubscribeInput.MissingTopicLabel": {
        selector: "-[input]-> structure > member :not([trait|smithy.mqtt#topicLabel])"
        message: "The input of an operation with `smithy.mqtt#subscribe` can only have members with `smithy.mqtt#topicLabel`"
    }
    MqttUnsupportedErrors: {
        selector: ":test(-[error]->)"
        message: "An operation with `smithy.mqtt#subscribe` cannot return errors"
        severity: "DANGER"
    }
    "MqttSubscribeOutput.MissingEventStream": {
        selector: ":test(-[output]-> :not(> member > union [trait|streaming]))"
        message: "The output of an operation with `smithy.mqtt#subscribe` must have a stream of events"
    }
    "MqttSubscribeOutput.EventHeaderNotSupported": {
        selector: "-[output]-> structure > member > union [trait|streaming] > member > structure > member [trait|eventHeader]"
        message: "Events of an operation with `smithy.mqtt#subscribe` cannot have headers"
        severity: "DANGER"
    }
    "MqttSubscribeOutput.NoInitialEvents": {
        selector: ":test(-[output]-> structure > member :not(> union [trait|streaming]))"
        message: "The output of an operation with `smithy.mqtt#subscribe` can have nothing but a stream of events"
    }
)
@pattern("^[^#+]+$")
string subscribe

/// Writes a member into the topic.
@trait(selector: "member[trait|required] :test(> :test(string, byte, short, integer, long, boolean, timestamp))")
structure topicLabel {}
