"""Reads recordings: HAR, cassettes of VCR, and exchanges as JSON lines."""
