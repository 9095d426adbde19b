"""Rules about paths."""
