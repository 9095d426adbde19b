"""Recorded exchanges: reading them, and what they say about a document."""
