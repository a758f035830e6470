$version: "2.0"

metadata suppressions = [
    { id: "UnstableTrait", namespace: "*" }
]

namespace example

use aws.api#arn
use aws.api#tagEnabled
use aws.api#taggable

service Plain {
    version: "1"
    resources: [Book]
}

@tagEnabled(disableDefaultOperations: true)
service Empty {
    version: "1"
}

@tagEnabled
service Books {
    version: "1"
    operations: [TagResource, UntagResource, ListTagsForResource]
    resources: [Book, Page, Word]
}

@taggable(property: "labels", apiConfig: { tagApi: TagBook, untagApi: UntagBook, listTagsApi: ListTagsForBook })
resource Book {
    identifiers: { isbn: String }
    properties: { labels: Labels }
    update: TagBook
    operations: [UntagBook, ListTagsForBook]
}

@arn(template: "page/{number}")
resource Page {
    identifiers: { number: String }
}

@taggable(property: "tags")
resource Word {
    identifiers: { word: String }
    properties: { tags: Keys }
    create: AddWord
}

operation AddWord {
    input := {
        tags: Keys
    }
}

operation TagBook {
    input := {
        @required
        isbn: String
        @property(name: "labels")
        tags: Labels
    }
}

operation UntagBook {
    input := {
        @required
        isbn: String
        @notProperty
        tagKeys: Keys
    }
}

operation ListTagsForBook {
    input := {
        @required
        isbn: String
    }
    output := {
        @property(name: "labels")
        tags: Labels
    }
}

operation TagResource {
    input := {
        resourceArn: String
        tagList: Labels
    }
}

operation UntagResource {
    input := {
        arn: String
        tagKeys: Keys
    }
}

operation ListTagsForResource {
    input := {
        ARN: String
    }
    output := {
        tags: Labels
    }
}

map Labels {
    key: String
    value: String
}

list Keys {
    member: String
}
