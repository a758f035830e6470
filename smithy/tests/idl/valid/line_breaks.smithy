$version: "2.0"

namespace example.crlf

/// One
/// two.
@documented("""
    a
    b \
    c
    """)
string Text

@trait
string documented
