"""Generates clients of any documents and pages in a folder, and ranks the reasons for failures."""
