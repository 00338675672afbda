"""Adapters: how other front ends reach the assistant, each in the words of its own contract."""
