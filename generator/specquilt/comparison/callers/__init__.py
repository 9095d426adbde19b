"""Finds the lines of a user's code that use what has changed: a static walk, which runs nothing."""
