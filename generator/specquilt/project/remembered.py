"""What runs remember of the checks of a document."""

from __future__ import annotations

from collections.abc import Iterable

from specquilt.output import cache
from specquilt.output.digests import digest
from specquilt.rules.engine.known import Known
from specquilt.rules.engine.shelf import Shelf

_KIND = "checks"


class _Cache:
    """The part of the cache for what checks have found."""

    def get(self, made_from: Iterable[bytes]) -> str | None:
        return cache.get(_KIND, digest(made_from))

    def put(self, made: str, made_from: Iterable[bytes]) -> None:
        cache.put(made, _KIND, digest(made_from))


def known(*, reuse: bool) -> Known:
    """Return what rules have found in parts of documents, in earlier runs too.

    Args:
        reuse: whether to read what earlier runs have found.
    """
    return Known(memory=Shelf(_Cache(), reads=reuse))
