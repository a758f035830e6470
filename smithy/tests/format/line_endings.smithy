$version: "2.0"

namespace example.lines
/// One
/// Two
@documentation("""
    a
      b""")
string A // a
@tags(["x
  y"])
string B