"""Ordinary documents of real APIs: each gives a client that imports, type-checks and calls."""
