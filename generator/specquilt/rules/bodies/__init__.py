"""Rules about request bodies and media types."""
