"""Bodies of responses as they are read and decoded."""
