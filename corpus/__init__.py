"""What do the documents say, and how are they built?"""
