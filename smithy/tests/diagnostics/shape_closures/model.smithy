$version: "2.0"

metadata shapeClosures = [
    {
        id: "example#Twice"
        includeNamespaces: ["example"]
        rename: { "example#City": "Town" }
    }
    {
        id: "example#Twice"
        includeNamespaces: ["example"]
    }
    {
        id: "example#City"
        includeBySelector: "[id = 'example#Nothing']"
    }
    {
        id: "example#Broken"
        includeBySelector: "]"
    }
    {
        id: "example#Renames"
        includeBySelector: "[id = 'example#City']"
        rename: {
            "example#City": "City"
            "example#Country": "Town"
        }
    }
    {
        id: "example#Nobody"
    }
]

namespace example

structure City {
    mayor: Mayor
}

structure Mayor {}

structure Country {}
