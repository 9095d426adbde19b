"""Fuzzing of the loader with random texts."""
