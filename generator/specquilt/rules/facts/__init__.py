"""Facts about documents that several rules ask for."""
