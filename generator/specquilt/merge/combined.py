"""The document in the making, as all steps of the merge see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.provenance import Provenance


@dataclass
class Combined:
    """The document in the making."""

    data: dict[str, Any] = field(default_factory=lambda: {"paths": {}, "components": {}})
    provenance: Provenance = field(default_factory=Provenance)
    findings: list[Finding] = field(default_factory=list)

    @property
    def root(self) -> Cursor:
        """The document as it is now."""
        return Cursor((), self.data, Document(self.data, self.provenance))

    def put(self, pointer: Pointer, value: Any) -> None:
        """Set a value, making the mappings above it where they are missing."""
        parent: Any = self.data
        for part in pointer[:-1]:
            parent = parent.setdefault(part, {}) if isinstance(parent, dict) else parent[part]
        parent[pointer[-1]] = value
