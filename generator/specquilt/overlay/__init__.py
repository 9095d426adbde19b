"""Reads, applies and writes OpenAPI overlays (Overlay 1.1)."""
