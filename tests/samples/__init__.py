"""The documentation's own Python samples, run unmodified against the generated package."""
