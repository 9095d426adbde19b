"""Fingerprints of findings. They do not change when lines move."""

from __future__ import annotations

import hashlib

from specquilt.openapi.finding import Finding
from specquilt.openapi.pointer import show


def fingerprint(finding: Finding) -> str:
    """Return a hash of rule, pointer, operation and message as 16 hexadecimal digits."""
    parts = (finding.rule, show(finding.pointer), finding.operation, finding.identity)
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:16]
