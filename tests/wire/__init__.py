"""The generated client sends the same requests as the recordings of the vendor's own SDK."""
