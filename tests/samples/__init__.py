"""Runs the Python samples of the documentation unchanged with the generated package."""
