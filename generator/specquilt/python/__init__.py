"""The Python back end. No other folder depends on Python."""
