"""What turns inputs into output: this package, the templates, and the versions of backends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache

from specquilt import __version__
from specquilt.output.digests import content_of, digest, files_below

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_CHECKOUT_TEMPLATES = os.path.join(_PACKAGE, "..", "..", "templates")
_BACKENDS = ("black", "datamodel_code_generator", "jinja2", "jsonschema_rs", "pyyaml")


@cache
def tool_digest() -> str:
    """Hash the tool: another digest means that the output may be another one, too."""
    return digest(_tool())


def versions() -> dict[str, str]:
    """Return the versions of specquilt and of the backends that are installed, by name."""
    found = {"specquilt": __version__}
    # Read off the names of metadata folders: importlib.metadata takes longer.
    for folder in dict.fromkeys(filter(os.path.isdir, sys.path)):
        for entry in os.listdir(folder):
            name, _, version = entry.removesuffix(".dist-info").lower().partition("-")
            if name in _BACKENDS and entry.endswith(".dist-info"):
                found.setdefault(name, version)
    return dict(sorted(found.items()))


def _tool() -> Iterator[bytes]:
    yield repr(versions()).encode()
    parts = _parts(_PACKAGE, "")
    if os.path.isdir(_CHECKOUT_TEMPLATES):
        # Where a wheel has them; the same tool has the same digest, however it is installed.
        parts |= _parts(_CHECKOUT_TEMPLATES, "templates/")
    for name in sorted(parts):
        yield name.encode()
        yield content_of(parts[name]) or b""


def _parts(folder: str, prefix: str) -> dict[str, str]:
    start = len(folder) + 1
    return {prefix + path[start:].replace(os.sep, "/"): path for path in files_below(folder)}
