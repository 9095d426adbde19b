"""Facts about an API, independent of the target language."""
