"""The shapes that an answer can have, each put together from spans."""
