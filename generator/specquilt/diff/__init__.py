"""Changes between two documents: verdicts for the wire and for Python callers. Nothing is here yet."""
