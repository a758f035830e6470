$version: "2.0"

namespace a

structure Members {
    @required
    addsRequired: String

    removesRequired: String

    removesRequiredOfStructure: Members

    removesBoth: String

    @addedDefault
    replacesRequired: Integer = 0

    addsDefault: Integer = 1

    @addedDefault
    addsExplainedDefault: Integer = 1

    @required
    @clientOptional
    addsClientOptional: String
}

@input
structure BecomesInput {
    @required
    member: String

    optional: String
}

structure WasInput {
    @required
    member: String
}
