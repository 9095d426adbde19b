"""What Python code calls: the functions of `import specquilt`, one module each, and their results."""

RECURSION_LIMIT = 10_000
"""Frames: enough for a chain of a thousand schemas, and safe for the stack."""
