"""Exchanges of the vendor's own Python SDK with the documented API, recorded by `record.py`."""
