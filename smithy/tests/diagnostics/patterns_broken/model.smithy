$version: "2.0"

namespace example

@pattern("[a")
string Class

@pattern("(a")
string Group

@pattern("a**")
string Twice

@pattern("^\\y$")
string Escape

@pattern("^(?!aws:)\\p{Alpha}++$")
string Fine
