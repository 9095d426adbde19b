"""Walks values along the schemas of a document, and notes what was seen where."""
