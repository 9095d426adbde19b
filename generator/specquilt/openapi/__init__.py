"""The ground: documents, pointers, references, provenance and findings. Imports nothing else of ours."""
