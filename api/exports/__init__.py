"""Exports: the report on a draft as a file that a person or another program reads."""
