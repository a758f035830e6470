string City

namespace example
