"""Content hashes of everything that an output was made from: equal means nothing to do."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from functools import cache

from specquilt import __version__
from specquilt.output.inputs import Wish

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

LOCK = "specquilt.lock"

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_CHECKOUT_TEMPLATES = os.path.join(_PACKAGE, "..", "..", "templates")
_BACKENDS = ("black", "datamodel_code_generator", "jinja2", "jsonschema_rs", "pyyaml")


def digest(texts: Iterable[bytes]) -> str:
    """Hash texts so that moving a byte from one to the next changes the result."""
    total = hashlib.sha256()
    for text in texts:
        total.update(len(text).to_bytes(8, "big"))
        total.update(text)
    return total.hexdigest()


def current(wish: Wish) -> bool:
    """Say whether the output on disk is what this run would write, judging by the lock."""
    if wish.output is None:
        return False
    lock = _read(os.path.join(wish.output, LOCK))
    try:
        return (
            lock is not None
            and lock["inputs"] == digest(_inputs(wish))
            and lock["tool"] == tool_digest()
            and lock["references"] == _references(wish, _names(wish, lock["references"]))
            and lock["document"] == (_file_digest(wish.document) if wish.document else None)
            and _outputs_are(wish.output, lock["files"])
        )
    except (OSError, LookupError, TypeError, AttributeError):
        return False


def text(
    wish: Wish,
    document: str,
    files: dict[str, str],
    keys: dict[str, str],
    references: Iterable[str] = (),
) -> str:
    """Write the lock of an output.

    Args:
        document: text of the sewn document.
        files: text by path, relative to the output folder, without the lock itself.
        keys: for files that take long to make, a digest of what they are made from.
        references: paths of files that the sources refer to.
    """
    content = {
        "specquilt": __version__,
        "inputs": digest(_inputs(wish)),
        "references": _references(wish, references),
        "tool": tool_digest(),
        "document": digest([document.encode()]) if wish.document else None,
        "files": {path: digest([files[path].encode()]) for path in sorted(files)},
        "keys": {path: keys[path] for path in sorted(keys)},
    }
    return json.dumps(content, indent=2) + "\n"


@cache
def tool_digest() -> str:
    """Hash what turns inputs into output."""
    return digest(_tool())


def _inputs(wish: Wish) -> Iterator[bytes]:
    """Yield what the user wrote: settings, sources, overlay and configuration."""
    yield wish.settings.encode()
    for source in wish.sources:
        for path in _files(source):
            name = os.path.basename(path) if wish.base is None else _relative(path, wish.base)
            yield name.encode()
            yield _content(path) if os.path.isfile(path) else b""


def _references(wish: Wish, paths: Iterable[str]) -> dict[str, str]:
    return {_relative(path, wish.base): _file_digest(path) for path in sorted(set(paths))}


def _names(wish: Wish, references: dict[str, str]) -> list[str]:
    return [os.path.join(wish.base or "", path) for path in references]


def _tool() -> Iterator[bytes]:
    """Yield this package, the templates, and the versions of backends."""
    yield __version__.encode()
    yield repr(sorted(_backend_versions())).encode()
    parts = _below(_PACKAGE, "")
    if os.path.isdir(_CHECKOUT_TEMPLATES):
        # Where a wheel has them; the same tool has the same digest, however it is installed.
        parts |= _below(_CHECKOUT_TEMPLATES, "templates/")
    for name in sorted(parts):
        yield name.encode()
        yield _content(parts[name])


def _below(folder: str, prefix: str) -> dict[str, str]:
    start = len(folder) + 1
    return {prefix + path[start:].replace(os.sep, "/"): path for path in _files(folder)}


def _backend_versions() -> Iterator[str]:
    """Read versions off the names of the metadata folders: importlib.metadata takes longer."""
    prefixes = tuple(f"{name}-" for name in _BACKENDS)
    for folder in dict.fromkeys(filter(os.path.isdir, sys.path)):
        for name in os.listdir(folder):
            if name.endswith(".dist-info") and name.lower().startswith(prefixes):
                yield name


def _outputs_are(folder: str, files: dict[str, str]) -> bool:
    return all(_file_digest(os.path.join(folder, path)) == files[path] for path in files)


def _read(path: str) -> dict[str, Any] | None:
    try:
        content = json.loads(_content(path))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _file_digest(path: str) -> str:
    return digest([_content(path)])


def _content(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()


def _relative(path: str, base: str | None) -> str:
    return os.path.relpath(path, base or None).replace(os.sep, "/")


def _files(source: str) -> list[str]:
    if not os.path.isdir(source):
        return [source]
    return sorted(
        os.path.join(folder, name)
        for folder, _, names in os.walk(source)
        if not folder.endswith("__pycache__")
        for name in names
    )
