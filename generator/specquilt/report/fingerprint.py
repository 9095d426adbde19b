"""What stays the same of a finding when lines move."""

from __future__ import annotations

import hashlib

from specquilt.openapi.finding import Finding
from specquilt.openapi.pointer import show


def fingerprint(finding: Finding) -> str:
    """Hash rule, place in the document and message: 16 hexadecimal digits."""
    parts = (finding.rule, show(finding.pointer), finding.operation, finding.message)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
