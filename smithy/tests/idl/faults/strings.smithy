$version: "2.0"

namespace example

@documentation("a \q b")
string A

@documentation("\u12")
string B

@documentation("\uD8")
string C

@documentation("""on the first line""")
string D

@documentation('single')
string E

@documentation("""
    It never
    ends
string F
