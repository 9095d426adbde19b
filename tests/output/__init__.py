"""What is put on disk: as a whole, or not at all."""
