"""OpenAPI Overlay 1.1: hand corrections with a reason, applied strictly."""
