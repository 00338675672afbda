"""Programmes and their facts, read off slides, tables and prose by form alone."""
