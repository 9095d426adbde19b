"""Reduces a document to selected operations and the components that they need."""
