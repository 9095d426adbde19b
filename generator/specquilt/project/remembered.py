"""What runs remember of the parts of documents, and of their checks."""

from __future__ import annotations

from collections.abc import Iterable

from specquilt.openapi.part_memory import PartMemory
from specquilt.output import cache
from specquilt.output.digests import digest
from specquilt.rules.engine.known import Known
from specquilt.rules.engine.shelf import Shelf


class _Cache:
    """The part of the cache for what is remembered of one kind.

    Args:
        kind: what that is.
        reads: whether to use what is there.
    """

    def __init__(self, kind: str, *, reads: bool) -> None:
        self._kind, self._reads = kind, reads

    def get(self, made_from: Iterable[bytes]) -> str | None:
        return cache.get(self._kind, digest(made_from)) if self._reads else None

    def put(self, made: str, made_from: Iterable[bytes]) -> None:
        cache.put(made, self._kind, digest(made_from))


def parts(*, reuse: bool) -> PartMemory:
    """Return what is known of parts of documents, from earlier runs too.

    Args:
        reuse: whether to read what earlier runs have kept.
    """
    return PartMemory(_Cache("parts", reads=reuse))


def known(*, reuse: bool) -> Known:
    """Return what rules have found in parts of documents, in earlier runs too.

    Args:
        reuse: whether to read what earlier runs have found.
    """
    return Known(memory=Shelf(_Cache("checks", reads=reuse)))
