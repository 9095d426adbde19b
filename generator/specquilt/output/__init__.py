"""Puts files on disk as a whole or not at all, and remembers what they were made from."""
