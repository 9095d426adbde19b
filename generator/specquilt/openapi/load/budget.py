"""How much a text may contain: about four times as much as the largest public documents."""

MAX_DEPTH = 100
MAX_VALUES = 1_000_000
MAX_DUPLICATES = 100
"""Duplicate keys of one text that are reported."""

TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"
TOO_MANY = f"more than {MAX_VALUES:,} values, counting each use of an alias"
