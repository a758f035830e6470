$version: "2.0"

namespace example.rates

use aws.protocols#restJson1

/// Exchange rates.
@restJson1
service Rates {
    version: "2026-01-01"
    operations: [
        GetRate
    ]
}

/// Returns what one unit of a currency costs in another.
@readonly
@http(method: "GET", uri: "/rates/{base}/{quote}")
operation GetRate {
    input := {
        @required
        @httpLabel
        base: Currency

        @required
        @httpLabel
        quote: Currency
    }

    output := {
        @required
        rate: Double
    }

    errors: [
        UnknownCurrency
    ]
}

@error("client")
@httpError(404)
structure UnknownCurrency {
    @required
    message: String
}

@pattern("^[A-Z]{3}$")
string Currency
