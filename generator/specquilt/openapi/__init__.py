"""The base layer: documents, pointers, references, provenance and findings."""
