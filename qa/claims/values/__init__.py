"""Figures and dates of a claim held against those of the documents."""
