$version = "2.0"

namespace example

// No more is said of the version.
enum A { B }
