"""Which passages are near these words and this meaning?"""
