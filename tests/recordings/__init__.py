"""Requests and responses of the vendor's own Python SDK, recorded by `record.py`."""
