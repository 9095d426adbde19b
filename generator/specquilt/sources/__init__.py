"""Reads files into pages."""
