"""Random texts against the loader."""
