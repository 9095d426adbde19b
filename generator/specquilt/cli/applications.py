"""Applications of web frameworks as sources: ``module:name`` is imported and asked for its document."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import redirect_stdout
from importlib import import_module
from typing import Any

from specquilt.openapi.finding import InputError, input_error

_NAME = re.compile(r"(?![A-Za-z]:)[^\W\d]\w*(?:\.\w+)*:[^\W\d]\w*(?:\.\w+)*")
"""A module and what it has; a single letter before the colon is a drive of Windows."""

_WAYS = (
    "openapi",  # FastAPI: https://fastapi.tiangolo.com/how-to/extending-openapi/
    "get_openapi_schema",  # Django Ninja: https://django-ninja.dev/guides/api-docs/
    "openapi_schema.to_schema",  # Litestar: https://docs.litestar.dev/latest/usage/openapi/
    "spec.to_dict",  # flask-smorest and apispec: https://apispec.readthedocs.io
)
"""Methods that return the document of an application, by framework."""


def is_name(word: str) -> bool:
    """Return whether a source is named like an application, and is no file."""
    return bool(_NAME.fullmatch(word)) and not os.path.lexists(word)


def document(word: str) -> bytes:
    """Import an application, and return its document as JSON.

    Args:
        word: ``module:name``; the module may be in this folder.

    Raises:
        InputError: it cannot be imported, or has no document.
    """
    module, _, name = word.partition(":")
    sys.path.insert(0, os.curdir)
    try:
        with redirect_stdout(sys.stderr):  # what it prints is not part of the result
            found = _asked(_inside(import_module(module), name), word)
            return json.dumps(found, indent=2, default=str).encode()
    except InputError:
        raise
    except (Exception, SystemExit) as error:  # the user's code runs here, and may even exit
        raise _fault(f"{word} cannot be used: {type(error).__name__}: {error}") from error
    finally:
        sys.path.remove(os.curdir)


def _asked(application: Any, word: str) -> Any:
    for way in _WAYS:
        method = _inside(application, way, None)
        if callable(method):
            return method()
    raise _fault(f"{word} is a {type(application).__name__}, which has no OpenAPI document")


def _inside(value: Any, names: str, *default: Any) -> Any:
    for name in names.split("."):
        value = getattr(value, name, *default)
    return value


def _fault(message: str) -> InputError:
    advice = "name the application as `module:name`, where its packages are installed"
    return input_error("application-failed", message, help=advice)
