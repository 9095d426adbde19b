"""Keeps the sources of a job up to date with the site that publishes them."""
