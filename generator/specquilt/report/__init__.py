"""Writes findings as text, JSON, SARIF and other formats, and reads baselines."""
