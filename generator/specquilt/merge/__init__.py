"""Fragments to one document."""
