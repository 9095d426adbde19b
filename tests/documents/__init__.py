"""Generates clients from documents of real APIs, type-checks them and calls all methods."""
