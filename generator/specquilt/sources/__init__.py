"""Files to pages: the only layer that reads the disk."""
