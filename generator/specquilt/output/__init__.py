"""Writes output atomically, and remembers in a lock what it was made from."""
