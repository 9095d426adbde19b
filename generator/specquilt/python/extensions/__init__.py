"""Classes of the user that generated classes inherit from; their files are read, never imported."""
