"""Configurations of other generators, read as specquilt's own. Nothing is here yet."""
