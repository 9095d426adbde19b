"""Is the document valid? Our own references first, then openapi-spec-validator."""
