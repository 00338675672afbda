"""Readers: one a format, each giving the words that a person sees on the page, in reading order."""
