"""The draft check: what a draft plan says, held against the guidance and the facts of the documents."""
