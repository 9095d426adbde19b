"""The merged document while it is being built."""

from __future__ import annotations

from copy import copy
from dataclasses import field
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.openapi.parts import SECTIONS
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.provenance import Provenance


@dataclass
class Draft:
    """The merged document while it is being built.

    Args:
        data: the document so far.
        provenance: where its parts came from.
        findings: problems found by the steps of the merge.
        first: the first definitions of parts of which there are several.
    """

    data: dict[str, Any] = field(default_factory=lambda: {"paths": {}, "components": {}})
    provenance: Provenance = field(default_factory=Provenance)
    findings: list[Finding] = field(default_factory=list)
    first: dict[Pointer, Any] = field(default_factory=dict)

    @property
    def root(self) -> Cursor:
        """A cursor for the document so far."""
        return Cursor((), self.data, Document(self.data, self.provenance))

    def add_once(self, finding: Finding) -> None:
        """Add a finding, unless the same has been found at the same pointer."""
        if not any(
            (each.rule, each.pointer) == (finding.rule, finding.pointer) for each in self.findings
        ):
            self.findings.append(finding)

    def own(self, pointer: Pointer) -> dict[str, Any]:
        """Return a mapping that may be changed: neither it nor what it is in is a fragment's."""
        value: Any = self.data
        for depth, part in enumerate(pointer):
            if depth or part not in SECTIONS:  # the draft has made its sections itself
                value[part] = copy(value[part])
            value = value[part]
        found: dict[str, Any] = value
        return found

    def put(self, pointer: Pointer, value: Any) -> None:
        """Set a value. Create missing parent mappings."""
        parent: Any = self.data
        for part in pointer[:-1]:
            parent = parent.setdefault(part, {}) if isinstance(parent, dict) else parent[part]
        parent[pointer[-1]] = value
