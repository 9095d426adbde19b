"""Finds the components that no remaining operation needs."""

from __future__ import annotations

from collections.abc import Iterator

from specquilt.openapi.document import Document
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import mapping
from specquilt.rules.facts.usage import used_components


def unused_components(document: Document) -> Iterator[Pointer]:
    """Yield the pointers of unused components; of a whole section if all of it is unused."""
    used = used_components(document)
    for section, components in mapping(document.data.get("components")).items():
        if section.startswith("x-"):
            continue
        unused = [name for name in mapping(components) if (section, name) not in used]
        if components and len(unused) == len(components):
            yield "components", section
        else:
            yield from (("components", section, name) for name in unused)
