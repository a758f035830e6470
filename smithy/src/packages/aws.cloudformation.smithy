// Resources in AWS CloudFormation.
$version: "2.0"

namespace aws.cloudformation

/// Makes a resource one of CloudFormation.
@trait(
    selector: "resource"
    breakingChanges: [
        {
            change: "presence"
        }
    ]
)
@unstable
structure cfnResource {
    name: String

    additionalSchemas: StructureIdList

    @deprecated(message: "A resource schema takes its identifiers from the resource.")
    primaryIdentifier: String
}

@private
list StructureIdList {
    @idRef(selector: "structure", failWhenMissing: true)
    member: String
}

/// Renames a member in CloudFormation.
@trait(
    selector: "structure > member"
    breakingChanges: [
        {
            change: "any"
        }
    ]
)
@unstable
string cfnName

/// Makes a member another identifier of the resource.
@trait(
    selector: "structure > :test(member > string)"
    conflicts: [cfnExcludeProperty]
    breakingChanges: [
        {
            change: "remove"
        }
    ]
)
@unstable
structure cfnAdditionalIdentifier {}

/// Leaves a member out.
@trait(
    selector: "structure > member"
    conflicts: [cfnAdditionalIdentifier, cfnMutability, cfnDefaultValue]
    breakingChanges: [
        {
            change: "add"
        }
    ]
)
@unstable
structure cfnExcludeProperty {}

/// Says that the service gives a property a value if it has none.
@trait(
    selector: "resource > operation -[input, output]-> structure > member"
    conflicts: [cfnExcludeProperty]
)
@unstable
structure cfnDefaultValue {}

/// Says when a property can be set and read.
@trait(
    selector: "structure > member"
    conflicts: [cfnExcludeProperty]
)
@unstable
enum cfnMutability {
    FULL = "full"
    CREATE_AND_READ = "create-and-read"
    CREATE = "create"
    READ = "read"
    WRITE = "write"
}
