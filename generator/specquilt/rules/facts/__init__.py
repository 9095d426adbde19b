"""Facts about documents that several rules need."""
