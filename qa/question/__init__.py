"""Question: what is asked, read in one place."""
