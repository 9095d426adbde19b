"""The quilt report."""
