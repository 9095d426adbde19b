"""Loads YAML 1.2 and JSON, with locations and limits."""
