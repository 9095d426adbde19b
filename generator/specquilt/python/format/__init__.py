"""Formats Python in black's style: common statements directly, all others with black."""
