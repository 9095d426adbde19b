"""Models and their TypedDict twins, written by datamodel-code-generator."""

from __future__ import annotations

from specquilt.api.types import Api
from specquilt.output.digests import digest

__all__ = ["generate", "key"]


def key(api: Api) -> str:
    """Return a digest of all that models are made from."""
    return digest([repr((api.package, api.models)).encode()])


def generate(api: Api) -> dict[str, str]:
    """Return the unformatted files of the models and of their TypedDict twins, by path."""
    from specquilt.python.models import backend
    from specquilt.python.models.spread import spread

    return spread(api, backend.generate(api))
