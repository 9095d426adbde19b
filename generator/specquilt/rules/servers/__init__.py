"""Rules about servers."""
