"""Neutral facts about an API: what a document says, in the words of no programming language."""
