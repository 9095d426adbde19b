"""Configurations of other generators, read as a specquilt.toml and an overlay.

Each tool has a table of its keys (`stainless.py`, `fern.py`, `speakeasy.py`): a key is reported with a reason,
or read as a step of a plan. `settle.py` compares the steps with the API document: one that fits is used,
any other is reported. No key is dropped: it is used, or it is reported by name.
"""
