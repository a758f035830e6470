$version: "2.0"

namespace example.parcels

use aws.protocols#awsJson1_0
use aws.protocols#awsQuery
use aws.protocols#restJson1
use aws.protocols#restXml
use smithy.protocols#rpcv2Cbor
use smithy.protocols#rpcv2Json

/// Where parcels are.
@awsJson1_0
@awsQuery
@restJson1
@restXml
@xmlNamespace(uri: "https://parcels.example/2026-01-01")
@rpcv2Cbor
@rpcv2Json
service Parcels {
    version: "2026-01-01"
    operations: [
        RegisterParcel
        RecordScan
        TrackParcel
    ]
}

/// Registers a parcel before its first scan.
@http(method: "PUT", uri: "/parcels/{id}", code: 201)
@idempotent
operation RegisterParcel {
    input := {
        @httpLabel
        @required
        id: ParcelId

        labels: Labels

        /// A picture of the parcel.
        photo: Blob
    }

    output := {
        @required
        registered: Timestamp
    }

    errors: [
        ParcelExists
    ]
}

/// Records that a parcel has arrived somewhere.
@http(method: "POST", uri: "/parcels/{id}/scans")
operation RecordScan {
    input := {
        @httpLabel
        @required
        id: ParcelId

        @required
        scan: Scan
    }

    output := {
        @required
        scanCount: Integer
    }

    errors: [
        ParcelNotFound
    ]
}

/// Returns what is known of a parcel.
@http(method: "GET", uri: "/parcels/{id}")
@readonly
operation TrackParcel {
    input := {
        @httpLabel
        @required
        id: ParcelId
    }

    output := {
        labels: Labels
        photo: Blob
        scans: Scans
    }

    errors: [
        ParcelNotFound
    ]
}

/// A place that a parcel has passed.
structure Scan {
    @length(min: 1, max: 40)
    @required
    place: String

    @required
    at: Timestamp
}

list Scans {
    member: Scan
}

map Labels {
    key: String
    value: String
}

/// Two capital letters and four digits.
@pattern("^[A-Z]{2}[0-9]{4}$")
string ParcelId

/// A parcel with this id is registered already.
@error("client")
@httpError(409)
structure ParcelExists {
    message: String
}

/// No parcel with this id is registered.
@error("client")
@httpError(404)
structure ParcelNotFound {
    message: String
    id: ParcelId
}
