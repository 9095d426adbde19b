"""Rules about a document as a whole, its components and texts."""
