/// Nothing here.

// But comments.
