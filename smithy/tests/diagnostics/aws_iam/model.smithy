$version: "2.0"

namespace example

use aws.api#service
use aws.cloudformation#cfnExcludeProperty
use aws.cloudformation#cfnResource
use aws.iam#actionName
use aws.iam#conditionKeyValue
use aws.iam#conditionKeys
use aws.iam#defineConditionKeys
use aws.iam#disableConditionKeyInference
use aws.iam#iamAction
use aws.iam#iamResource
use aws.iam#serviceResolvedConditionKeys

@suppress(["UnstableTrait"])
@service(sdkId: "Books")
@defineConditionKeys(Color: { type: "String" })
@serviceResolvedConditionKeys(["Color", "Weight"])
service Books {
    version: "1"
    resources: [Book]
}

@suppress(["UnstableTrait"])
@cfnResource(primaryIdentifier: "title", additionalSchemas: [More])
@conditionKeys(["not:checked"])
resource Book {
    identifiers: { isbn: String }
    properties: { title: String, pages: Integer }
    read: GetBook
    resources: [Page, Chapter]
}

@suppress(["UnstableTrait"])
@cfnResource(name: "Sheet", primaryIdentifier: "text")
@iamResource(name: "part")
resource Page {
    identifiers: { isbn: String, number: String }
}

@disableConditionKeyInference
@iamResource(name: "Part")
resource Chapter {
    identifiers: { isbn: String, title: String }
}

structure More {
    pages: Long
    @suppress(["UnstableTrait"])
    @cfnExcludeProperty
    title: Integer
}

@suppress(["DeprecatedTrait"])
@actionName("ReadBook")
@iamAction(name: "ReadBook")
@conditionKeys(["aws:region", "BookIsbn", "PartNumber", "PartTitle", "Colour"])
@readonly
operation GetBook {
    input := {
        @required
        isbn: String
        @conditionKeyValue("Color")
        @notProperty
        color: String
        @conditionKeyValue("books:Color")
        @notProperty
        colour: String
    }
    output := {
        title: String
        pages: Integer
    }
}
