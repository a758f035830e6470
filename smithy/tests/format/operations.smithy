$version: "2.0"
namespace example.operations
operation Nothing{}
operation Named { input: In, output: Out, errors: [A, B] }
operation Errors { output: Out, errors: [] }
operation Inline { input := { a: String }, output := with [Mixin] { b: String }, errors: [A] }
operation InlineTraits { input := { @required a: String }, output := for Thing { b: String } }
operation Decorated {
    // above
    input := /// Documents the input.
        @sensitive { a: String }
    output := @tags(["a"]) for Thing with [Mixin] {}
}
operation Commented {
    input: In // in
    output: Out // out
}
operation Hoisted {
    input // one
    : // two
    In
    /// This documents nothing.
    output: Out
}
