$version: "2.0"
// End.
