namespace example.old
set Old { member : String }
structure Older { a: PrimitiveInteger, }
service Oldest { version: "1", operations: [ A ] }
