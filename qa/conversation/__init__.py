"""Conversation: what is said to the last answer, and the reply."""
