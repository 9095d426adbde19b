"""Names of the exception classes of documented error statuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from specquilt.api.types import ErrorResponse
from specquilt.openapi.words import pascal, words
from specquilt.python.names.package import RUNTIME_ERRORS
from specquilt.python.names.reserved import BUILTINS


def error_classes(errors: Iterable[ErrorResponse]) -> dict[int, str]:
    """Return a unique class name for each status."""
    listed = list(errors)
    shared = Counter(error.name for error in listed)
    return {error.status: _class_of(error, shared[error.name] > 1) for error in listed}


def _class_of(error: ErrorResponse, is_shared: bool) -> str:
    name = error_class(error.name)
    if is_shared or name in RUNTIME_ERRORS:
        name = error_class(error.phrase)
    # A class with the name of a built-in exception would shadow it in ``except``.
    return f"{name.removesuffix('Error')}StatusError" if name in BUILTINS else name


def error_class(name: str) -> str:
    """Return the class name for a kind of error: ``Not Found`` becomes ``NotFoundError``."""
    text = pascal("_".join(words(name.replace("'", ""))), "Status")
    return text if text.endswith(("Error", "Exception")) else f"{text}Error"
