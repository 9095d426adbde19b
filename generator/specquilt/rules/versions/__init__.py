"""Rules about the differences between OpenAPI versions."""
