$version: "2.0"

namespace example

use aws.api#arn
use aws.api#service
use aws.apigateway#authorizer
use aws.apigateway#authorizers
use aws.apigateway#endpointConfiguration
use aws.auth#sigv4
use aws.protocols#awsJson1_0

@service(
    sdkId: "Amazon Books"
    cloudTrailEventSource: "REPLACE_ME.amazonaws.com"
    cloudWatchNamespace: "AWS/books"
)
@sigv4(name: "book")
@awsJson1_0
@authorizers(own: { scheme: sigv4 }, "aws.auth#sigv4": { type: "token" })
@authorizer("won")
@endpointConfiguration(types: ["REGIONAL"], vpcEndpointIds: ["vpce-1"])
service Books {
    version: "1"
    resources: [Book]
    errors: [Closed]
    rename: { "example#Closed": "Shut" }
}

@service(sdkId: "Book Service")
service Ends {
    version: "1"
}

@service(sdkId: "Books  and papers")
service Spaces {
    version: "1"
}

@service(sdkId: "B")
service Short {
    version: "1"
}

@arn(template: "book/{isbn}/{shelf}")
resource Book {
    identifiers: { isbn: String }
    resources: [Page, Word]
}

@arn(template: "page/{number of page}", absolute: true, resourceDelimiter: ":")
resource Page {
    identifiers: { isbn: String, number: String }
}

@arn(template: "word/{isbn}", resourceDelimiter: "/")
resource Word {
    identifiers: { isbn: String }
}

@error("server")
structure Closed {}
