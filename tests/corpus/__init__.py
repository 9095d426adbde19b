"""Generates clients from the pages of real vendors, and compares documents with the vendors' own."""
