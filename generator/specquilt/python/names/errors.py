"""Names of the classes that are raised for documented error statuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from specquilt.api.types import ErrorResponse
from specquilt.openapi.words import pascal, words
from specquilt.python.names.package import RUNTIME_ERRORS
from specquilt.python.names.reserved import BUILTINS


def error_classes(errors: Iterable[ErrorResponse]) -> dict[int, str]:
    """Return the name of one class for each status; no class stands for two."""
    listed = list(errors)
    shared = Counter(error.name for error in listed)
    return {error.status: _class_of(error, shared[error.name] > 1) for error in listed}


def _class_of(error: ErrorResponse, is_shared: bool) -> str:
    name = error_class(error.name)
    if is_shared or name in RUNTIME_ERRORS:
        name = error_class(error.phrase)
    # In ``except`` a class with the name of a built-in one would hide it.
    return f"{name.removesuffix('Error')}StatusError" if name in BUILTINS else name


def error_class(name: str) -> str:
    """Return the class name for a kind of error: ``Not Found`` becomes ``NotFoundError``."""
    text = pascal("_".join(words(name.replace("'", ""))), "Status")
    return text if text.endswith(("Error", "Exception")) else f"{text}Error"
