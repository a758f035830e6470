$version: "2.0"
metadata text = """
      indented
    less
    """
metadata nested = {a: ["""
x
  y""", "z"], b: """
      b
      """}
namespace example.texts
@documentation("""
        Text with \""" and \\ and \
        a joined line.

          Indented.
        """)
@example(a: """
  A""", b: 1)
structure Texts {
    @documentation("""
    member
    """)
    a: String = """
      default
      """
    b: String
}
