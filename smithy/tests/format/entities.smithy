$version: "2.0"
namespace example.entities
service Empty {}
service Short { version: "1" }
service Whole { version: "1", operations: [A], resources: [], errors: [E, F], rename: {"example#A": "B"} }
resource Thing { identifiers: {id: String}, properties: {a: A, b: B}, read: Get, operations: [], collectionOperations: [List] }
resource Commented {
    // the only one
    read: Get // reads
}
resource Long { create: CreateALongResource, read: ReadALongResource, update: UpdateALongResource, delete: DeleteALongResource, list: ListLongResources }
