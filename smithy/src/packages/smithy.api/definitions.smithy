// Traits that define and constrain traits, and those that decide how models are put together.
$version: "2.0"

namespace smithy.api

/// Defines a trait: its name is the shape's, and its values are the shape's.
@trait(
    selector: ":is(simpleType, list, map, structure, union)"
    breakingChanges: [
        {
            change: "presence"
        }
        {
            path: "/structurallyExclusive"
            change: "any"
        }
        {
            path: "/conflicts"
            change: "update"
            severity: "NOTE"
            message: "Models that were valid may use the trait together with a trait that it now conflicts with."
        }
    ]
)
structure trait {
    selector: String
    structurallyExclusive: StructurallyExclusive
    conflicts: NonEmptyStringList
    breakingChanges: TraitDiffRules
}

@private
enum StructurallyExclusive {
    MEMBER = "member"
    TARGET = "target"
}

@private
@length(min: 1)
list TraitDiffRules {
    member: TraitDiffRule
}

@private
structure TraitDiffRule {
    path: String

    @required
    change: TraitChangeType

    severity: Severity = "ERROR"

    message: String
}

@private
enum TraitChangeType {
    UPDATE = "update"
    ADD = "add"
    REMOVE = "remove"
    PRESENCE = "presence"
    ANY = "any"
}

@private
enum Severity {
    NOTE
    WARNING
    DANGER
    ERROR
}

/// Defines validators of the shapes that a trait is applied to.
@trait(selector: "[trait|trait]")
map traitValidators {
    @length(min: 1)
    key: String

    value: TraitValidator
}

@private
structure TraitValidator {
    @required
    selector: String

    message: String

    severity: Severity = "ERROR"
}

/// Makes a trait define a protocol.
@trait(
    selector: "structure[trait|trait]"
    breakingChanges: [
        {
            change: "presence"
        }
    ]
)
structure protocolDefinition {
    traits: TraitShapeIdList

    @deprecated(message: "`@traitValidators` can say so for any kind of shape")
    noInlineDocumentSupport: Boolean
}

/// Makes a trait define an authentication scheme.
@trait(
    selector: "structure[trait|trait]"
    breakingChanges: [
        {
            change: "presence"
        }
    ]
)
structure authDefinition {
    traits: TraitShapeIdList
}

@private
list TraitShapeIdList {
    member: TraitShapeId
}

@private
@idRef(selector: "[trait|trait]", failWhenMissing: true)
string TraitShapeId

/// Declares that a string is a shape id.
@trait(selector: ":test(string, member > string)")
structure idRef {
    selector: String = "*"
    failWhenMissing: Boolean
    errorMessage: String
}

/// Lets other shapes take the members and traits of this one.
@trait(selector: ":not(member)")
structure mixin {
    localTraits: LocalMixinTraitList
}

@private
list LocalMixinTraitList {
    member: LocalMixinTrait
}

@private
@idRef(selector: "[trait|trait]", failWhenMissing: true, errorMessage: "`localTraits` of a mixin must name traits.")
string LocalMixinTrait

/// Reserves a shape to its own namespace.
@trait
structure private {}

/// Turns off validation events by their ids.
@trait
list suppress {
    @length(min: 1)
    member: String
}

/// Defines the type of a metadata key.
@trait(selector: "dataType :not([trait|input]) :not([trait|output])")
structure metadata {
    @required
    @length(min: 1)
    key: String
}
