"""The rules: every one proves its own example, and finds its defect alone."""
