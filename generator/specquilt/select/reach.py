"""Which components the remaining operations lead to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.document import Document
from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.pointer import Pointer, exists, resolve
from specquilt.openapi.references import local
from specquilt.openapi.values import mapping
from specquilt.rules.facts.usage import used_components
from specquilt.validate.references import references


def unreachable(document: Document) -> Iterator[Pointer]:
    """Yield the components that nothing leads to; a section goes as a whole where all do."""
    used = used_components(document)
    for section, components in mapping(document.data.get("components")).items():
        if section.startswith("x-"):
            continue
        unused = [name for name in mapping(components) if (section, name) not in used]
        if components and len(unused) == len(components):
            yield "components", section
        else:
            yield from (("components", section, name) for name in unused)


def misplaced_references(data: dict[str, Any], whole: dict[str, Any]) -> Iterator[Edit]:
    """Write out what references name inside of operations that are gone."""
    for pointer, reference in references(data):
        target = local(reference) or ()
        if target[:1] == ("paths",) and not exists(data, target) and exists(whole, target):
            yield Set(pointer[:-1], resolve(whole, target))
