"""Merges fragments, page facts and supplements into one document."""
