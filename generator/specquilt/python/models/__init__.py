"""Models and the dictionaries that may be sent in their place, by datamodel-code-generator."""

from __future__ import annotations

from specquilt.output.digests import digest
from specquilt.python.surface.types import Surface

__all__ = ["generate", "key"]


def key(surface: Surface) -> str:
    """Return a digest of all that models are made from."""
    return digest([repr((surface.package, surface.models)).encode()])


def generate(surface: Surface) -> dict[str, str]:
    """Return the unformatted files of the models and of the dictionaries, by path."""
    from specquilt.python.models import backend
    from specquilt.python.models.split import split

    return split(surface, backend.generate(surface))
