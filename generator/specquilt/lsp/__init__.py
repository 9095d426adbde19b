"""Findings in editors while a document is typed. Nothing is here yet."""
