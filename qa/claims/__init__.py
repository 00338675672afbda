"""Claims: what a draft or a question asserts of the world, held against what the documents say."""
