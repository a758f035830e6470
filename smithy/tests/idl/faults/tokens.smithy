$version: "2.0"

namespace example

@tags([1., -, 01, 1e+])
string A

@tags(["a" ; "b"])
string B

@tags([1e+])
string C

@tags([01])
string D

@tags([-])
string E

/ string F

string _

string 1G

string É
