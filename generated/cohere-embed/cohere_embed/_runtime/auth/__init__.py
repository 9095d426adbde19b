"""Authentication: schemes, and tokens that have to be fetched."""
