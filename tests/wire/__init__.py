"""The generated client speaks to the API exactly as the recordings of the vendor's own SDK do."""
