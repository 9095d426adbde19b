"""Rules about the document as a whole, its components and its descriptions."""
