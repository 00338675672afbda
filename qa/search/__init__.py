"""Search: the passages and statements that may hold the answer."""
