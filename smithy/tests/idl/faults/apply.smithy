$version: "2.0"

namespace example

string A

@sensitive
apply A @deprecated

apply A deprecated

apply A{ @deprecated }

apply A {
    @deprecated string
}

apply A @deprecated @sensitive

apply @deprecated

@sensitive
