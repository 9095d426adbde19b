"""Compares the client of a document with a package that its users already have."""
