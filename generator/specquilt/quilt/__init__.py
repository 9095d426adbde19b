"""The quilt report: one page about where a document came from, and what was wrong with its sources."""
