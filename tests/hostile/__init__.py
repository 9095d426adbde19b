"""Tests with hostile documents: their text is never executed, and wire names do not change."""
