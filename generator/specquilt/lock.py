"""Content hashes of everything that an output was made from: equal means nothing to do."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from specquilt import __version__
from specquilt.config import Job
from specquilt.emit.lock import LOCK

_PACKAGE = Path(__file__).parent
_CHECKOUT_TEMPLATES = _PACKAGE.parent.parent / "templates"
_BACKENDS = ("black", "datamodel_code_generator", "jinja2", "openapi_spec_validator", "pyyaml")


def digest(texts: Iterable[bytes]) -> str:
    """Hash texts so that moving a byte from one to the next changes the result."""
    total = hashlib.sha256()
    for text in texts:
        total.update(len(text).to_bytes(8, "big"))
        total.update(text)
    return total.hexdigest()


def inputs_digest(job: Job) -> str:
    """Hash what the user wrote: sources, overlay and configuration."""
    return digest(_inputs(job))


def tool_digest() -> str:
    """Hash what turns it into output: this package, the templates, the versions of backends."""
    return digest(_tool())


def current(job: Job) -> bool:
    """Say whether the output on disk is what this run would write, judging by the lock."""
    if job.client_output is None:
        return False
    lock = _read(job.client_output / LOCK)
    return (
        lock is not None
        and lock.get("inputs") == inputs_digest(job)
        and lock.get("tool") == tool_digest()
        and _references_are(lock.get("references"), job)
        and lock.get("document") == _document_digest(job)
        and _outputs_are(job.client_output, lock.get("files"))
    )


def text(job: Job, document: str, files: dict[str, str], references: Iterable[str] = ()) -> str:
    """Write the lock of an output.

    Args:
        references: paths of files that the sources refer to.
        document: text of the sewn document.
        files: text by path, relative to the output folder, without the lock itself.
    """
    content = {
        "specquilt": __version__,
        "inputs": inputs_digest(job),
        "references": _references(job, references),
        "tool": tool_digest(),
        "document": digest([document.encode()]) if job.document_output else None,
        "files": {path: digest([files[path].encode()]) for path in sorted(files)},
    }
    return json.dumps(content, indent=2) + "\n"


def _inputs(job: Job) -> Iterator[bytes]:
    choice = (job.choice.include, job.choice.exclude)
    settings = (job.distribution, job.package, job.client_version, choice, sorted(job.info.items()))
    yield repr(settings).encode()
    base = job.config.parent if job.config else None
    others = [path for path in (job.config, job.overlay) if path]
    for source in (*job.pages, *job.supplements, *others):
        for path in _files(source):
            yield (os.path.relpath(path, base) if base else path.name).encode()
            yield path.read_bytes() if path.is_file() else b""


def _base(job: Job) -> Path:
    return job.config.parent if job.config else Path()


def _references(job: Job, paths: Iterable[str]) -> dict[str, str]:
    base = _base(job)
    relative = sorted({os.path.relpath(path, base).replace(os.sep, "/") for path in paths})
    return {path: digest([(base / path).read_bytes()]) for path in relative}


def _references_are(known: object, job: Job) -> bool:
    if not isinstance(known, dict):
        return False
    try:
        return _references(job, (str(_base(job) / path) for path in known)) == known
    except OSError:
        return False


def _tool() -> Iterator[bytes]:
    yield __version__.encode()
    yield repr(sorted(_backend_versions())).encode()
    parts = {path.relative_to(_PACKAGE).as_posix(): path for path in _files(_PACKAGE)}
    if _CHECKOUT_TEMPLATES.is_dir():
        # Where a wheel has them; the same tool has the same digest, however it is installed.
        for path in _files(_CHECKOUT_TEMPLATES):
            parts[f"templates/{path.relative_to(_CHECKOUT_TEMPLATES).as_posix()}"] = path
    for name in sorted(parts):
        yield name.encode()
        yield parts[name].read_bytes()


def _files(source: Path) -> list[Path]:
    if not source.is_dir():
        return [source]
    return sorted(
        Path(folder, name)
        for folder, folders, names in os.walk(source)
        if not folder.endswith("__pycache__")
        for name in names
    )


def _backend_versions() -> Iterator[str]:
    """Read versions off the names of the metadata folders: importlib.metadata takes longer."""
    prefixes = tuple(f"{name}-" for name in _BACKENDS)
    for folder in dict.fromkeys(filter(os.path.isdir, sys.path)):
        for name in os.listdir(folder):
            if name.endswith(".dist-info") and name.lower().startswith(prefixes):
                yield name


def _document_digest(job: Job) -> str | None:
    if job.document_output is None:
        return None
    return digest([job.document_output.read_bytes()]) if job.document_output.is_file() else ""


def _read(path: Path) -> dict[str, object] | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _outputs_are(folder: Path, files: object) -> bool:
    if not isinstance(files, dict):
        return False
    return all(
        (folder / path).is_file() and digest([(folder / path).read_bytes()]) == expected
        for path, expected in files.items()
    )
