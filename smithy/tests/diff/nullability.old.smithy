$version: "2.0"

namespace a

structure Members {
    addsRequired: String

    @required
    removesRequired: String

    @required
    removesRequiredOfStructure: Members

    @required
    @clientOptional
    removesBoth: String

    @required
    replacesRequired: Integer

    addsDefault: Integer

    addsExplainedDefault: Integer

    @required
    addsClientOptional: String
}

structure BecomesInput {
    @required
    member: String

    optional: String
}

@input
structure WasInput {
    @required
    member: String
}
