"""What the values of a document refer to: looked up once, for all stages that ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from specquilt.openapi.document import Document
from specquilt.openapi.lasting import Lasting
from specquilt.openapi.parts import rest_of
from specquilt.openapi.values import listing, mapping

_CONTAINERS = (dict, list)
_HOLDERS = frozenset(("$ref", "operationRef", "discriminator", "security", "allOf"))


class Mentions(NamedTuple):
    """What a value refers to, at any depth, also in examples and extensions.

    Args:
        references: every text at a key ``$ref``.
        links: every text at a key ``operationRef``.
        mapped: what the mappings of discriminators name.
        inherited: the ``$ref`` of members of ``allOf``.
        schemes: the names in security requirements.
    """

    references: set[str]
    links: set[str]
    mapped: set[str]
    inherited: set[str]
    schemes: set[str]

    @property
    def texts(self) -> tuple[set[str], ...]:
        """All that is a reference, or may be one."""
        return self.references, self.links, self.mapped


def mentioned(document: Document) -> Iterator[Mentions]:
    """Yield what each part of a document refers to, and then what is outside of them."""
    yield from document.about_parts(MENTIONS).values()
    yield from mentioned_outside(document)


def mentioned_outside(document: Document) -> Iterator[Mentions]:
    """Yield what a document refers to outside of its parts."""
    yield from document.about_extensions(MENTIONS).values()
    rest = rest_of(document.data)
    yield mentions_in({key: value for key, value in rest.items() if not key.startswith("x-")})


def references_in(document: Document) -> set[str]:
    """Return every text at a key ``$ref`` of a document."""
    return set[str]().union(*(each.references for each in mentioned(document)))


def mentions_in(root: Any) -> Mentions:
    """Return what a value refers to."""
    found = Mentions(set(), set(), set(), set(), set())
    waiting: list[Any] = [root] if isinstance(root, _CONTAINERS) else []
    while waiting:
        value = waiting.pop()
        is_mapping = isinstance(value, dict)
        if is_mapping and not _HOLDERS.isdisjoint(value):
            _note(value, found)
        inner = value.values() if is_mapping else value
        waiting += [each for each in inner if isinstance(each, _CONTAINERS)]
    return found


MENTIONS = Lasting(
    "mentions",
    mentions_in,
    plain=lambda found: [*map(sorted, found)],
    revived=lambda lists: Mentions(*map(set, lists)),
)
"""What a part refers to, as it is kept between runs."""


def _note(value: dict[str, Any], found: Mentions) -> None:
    references, links, mapped, inherited, schemes = found
    references.update(_texts(value.get("$ref")))
    links.update(_texts(value.get("operationRef")))
    names = mapping(mapping(value.get("discriminator")).get("mapping")).values()
    mapped.update(each for name in names for each in _texts(name))
    for member in listing(value.get("allOf")):
        inherited.update(_texts(mapping(member).get("$ref")))
    for requirement in listing(value.get("security")):
        schemes.update(mapping(requirement))


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else ()
