$version: "2.0"

metadata numbers = [
    0, -0, 1, -1
    18446744073709551615 -9223372036854775808
    18446744073709551616
    1.5, -1.50, 1e400 1E-7 0.1e+2
]
metadata keywords = [true, false, null]
metadata ids = [String, smithy.api#required, smithy.api#Integer] // of the prelude
metadata nested = { a: { "b c": [{}, [] ,] }, true: null,,, with:[1 2] }
metadata spaces=	"none around"
