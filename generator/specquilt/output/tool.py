"""What turns inputs into output: this package, the templates, and the versions of backends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache

from specquilt import __version__
from specquilt.output import entries
from specquilt.output.digests import content_of, digest, files_below, is_settled

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_CHECKOUT_TEMPLATES = os.path.join(_PACKAGE, "..", "..", "templates")
_BACKENDS = ("black", "datamodel_code_generator", "jinja2", "jsonschema_rs", "pyyaml")


@cache
def tool_digest() -> str:
    """Hash the tool: another digest means that the output may be another one, too.

    As long as no file of the tool has another size or time, its digest is remembered: to read the
    files takes longer than all else that an up-to-date run does.
    """
    parts = _parts()
    states = {name: _state(path) for name, path in parts.items()}
    key = entries.key("tool", _PACKAGE, repr(versions()), repr(states))
    known = entries.read(key)
    if known is None:
        known = digest(_tool(parts))
        if is_settled(max(changed for _, changed in states.values())):
            entries.write(key, known)
    return known


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


def _tool(parts: dict[str, str]) -> Iterator[bytes]:
    yield repr(versions()).encode()
    for name, path in parts.items():
        yield name.encode()
        yield content_of(path) or b""


def _state(path: str) -> tuple[int, int]:
    """Return size and time of a file; nothing for a dangling link."""
    try:
        state = os.stat(path)
    except OSError:
        return 0, 0
    return state.st_size, state.st_mtime_ns


def _parts() -> dict[str, str]:
    """Return the paths of all files of the tool, by name, in the order of names."""
    parts = _parts_below(_PACKAGE, "")
    if os.path.isdir(_CHECKOUT_TEMPLATES):
        # Where a wheel has them; the same tool has the same digest, however it is installed.
        parts |= _parts_below(_CHECKOUT_TEMPLATES, "templates/")
    return dict(sorted(parts.items()))


def _parts_below(folder: str, prefix: str) -> dict[str, str]:
    start = len(folder) + 1
    return {prefix + path[start:].replace(os.sep, "/"): path for path in files_below(folder)}
