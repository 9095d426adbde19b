"""The Python back end: the only folder that knows Python."""
