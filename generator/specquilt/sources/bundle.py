"""Bundles a document: replaces references to other files in allowed folders by local ones.

Each target becomes one component of the document. The target of a path item's reference replaces
the path item.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document, copied
from specquilt.openapi.finding import Finding, InputError, Locatable, input_error
from specquilt.openapi.kinds import Kind, child_of
from specquilt.openapi.load.block import Block
from specquilt.openapi.load.decode import text_of
from specquilt.openapi.pointer import Pointer, resolve, show
from specquilt.openapi.provenance import Origin, Provenance
from specquilt.openapi.references import reference_to, split_reference
from specquilt.openapi.values import mapping
from specquilt.openapi.walk import children, start

MAX_FILES = 20_000
MAX_INLINED = 20
"""Maximum length of a chain of references between path items."""

_SECTIONS = {
    Kind.SCHEMA: "schemas",
    Kind.RESPONSE: "responses",
    Kind.PARAMETER: "parameters",
    Kind.EXAMPLE: "examples",
    Kind.REQUEST_BODY: "requestBodies",
    Kind.HEADER: "headers",
    Kind.SECURITY_SCHEME: "securitySchemes",
    Kind.LINK: "links",
    Kind.CALLBACK: "callbacks",
}
_KINDS = {section: kind for kind, section in _SECTIONS.items()}
_ILLEGAL = re.compile(r"[^A-Za-z0-9._-]+")
_NOT_RELATIVE = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:|^/|[\\\x00]")


def bundled(document: Document, folders: Iterable[Path]) -> Document:
    """Return the document with the targets of relative references included.

    Other references stay unchanged and are reported later.

    Args:
        document: The document.
        folders: Folders that references may point into.

    Raises:
        InputError: A file is missing or unreadable, or there are too many files.
    """
    origin = document.provenance.place(())
    if origin is None or not (_has_places(document.data) and _refers_to_files(document.data)):
        return document
    result = copied(document)
    file = Path(origin.block.path).resolve()
    allowed = tuple(folder.resolve() for folder in folders)
    bundle = _Bundle(result, file, allowed)
    bundle.files[file] = _Source(origin.block, document.data)
    bundle.run()
    return result


def _has_places(root: Any) -> bool:
    """Return whether components can be added; if not, a later stage reports what is in the way."""
    components = mapping(root).get("components", {})
    sections = mapping(components)
    return isinstance(components, dict) and all(
        isinstance(sections.get(section, {}), dict) for section in _KINDS
    )


def _refers_to_files(root: Any) -> bool:
    """Return whether a document has references into other files."""
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str) and not value["$ref"].startswith("#"):
                return True
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return False


@dataclass(frozen=True)
class _Source:
    """The text and value of a file."""

    block: Block
    data: Any


@dataclass(frozen=True)
class _Target:
    """The target of a reference.

    Args:
        referrer: Location of the reference, for messages. Not compared.
    """

    file: Path
    pointer: Pointer
    referrer: Locatable | None = field(default=None, compare=False)


class _Part(NamedTuple):
    """An object of the bundled document, and the file that its references are relative to."""

    cursor: Cursor
    file: Path


@dataclass
class _Bundle:
    """The bundled document while it is built.

    Args:
        document: The document. It is changed in place.
        main: Path of the document's file.
        allowed: Folders that references may point into.
        files: Files that have been read, by path.
        placed: New local references, by target.
        own: Pointers of components from other files. They are processed separately.
        waiting: Objects whose references are not replaced yet.
    """

    document: Document
    main: Path
    allowed: tuple[Path, ...]
    files: dict[Path, _Source] = field(default_factory=dict)
    placed: dict[_Target, str] = field(default_factory=dict)
    own: set[Pointer] = field(default_factory=set)
    waiting: list[_Part] = field(default_factory=list)

    @property
    def root(self) -> dict[str, Any]:
        return self.document.data

    @property
    def provenance(self) -> Provenance:
        return self.document.provenance

    def run(self) -> None:
        """Replace all references."""
        self._name_targets()
        self.waiting.append(_Part(start(self.document), self.main))
        while self.waiting:
            cursor, file = self._followed(*self.waiting.pop())
            files = self._include_containers(cursor, file)
            below = [each for each in children(cursor) if each.pointer not in self.own]
            self.waiting.extend(
                _Part(each, files.get(each.pointer[:-1], file)) for each in reversed(below)
            )

    def _include_containers(self, cursor: Cursor, file: Path) -> dict[Pointer, Path]:
        """Replace references in place of maps and lists of objects, as in ``paths: {$ref: …}``.

        Returns:
            The files that their objects are from, by pointer.
        """
        found: dict[Pointer, Path] = {}
        for key in list(cursor.value):
            child, reference = child_of(cursor.kind, key), cursor.mapping(key).get("$ref")
            if child is None or not child.many or not isinstance(reference, str):
                continue
            place = cursor.pointer_to(key)
            target = self._target(reference, file, self.provenance.place((*place, "$ref")))
            if target is not None and target.file != self.main:
                cursor.value[key] = self._value(target)
                self.provenance.set(place, (self._origin(target),))
                found[place] = target.file
        return found

    def _name_targets(self) -> None:
        """Name targets after components that consist of a reference to them."""
        for section, entries in mapping(self.root.get("components")).items():
            for name, value in mapping(entries).items() if section in _KINDS else ():
                place = self.provenance.place(("components", section, name, "$ref"))
                target = self._target(mapping(value).get("$ref"), self.main, place)
                if target and target.file != self.main and target not in self.placed:
                    self._put(_KINDS[section], section, name, target)

    def _followed(self, cursor: Cursor, file: Path) -> _Part:
        """Rewrite the references of an object. Return the object that is now in its place."""
        for holder, key, at in _references(cursor):
            target = self._target(holder[key], file, self.provenance.place(at))
            if target is None:
                continue
            if target.file == self.main:
                holder[key] = reference_to(target.pointer)
            elif cursor.kind in _SECTIONS or cursor.kind is Kind.DISCRIMINATOR:
                kind = Kind.SCHEMA if cursor.kind is Kind.DISCRIMINATOR else cursor.kind
                holder[key] = self.placed.get(target) or self._new(kind, target)
            else:
                return self._inlined(cursor, target)
        return _Part(cursor, file)

    def _new(self, kind: Kind, target: _Target) -> str:
        section = _SECTIONS[kind]
        taken = mapping(mapping(self.root.get("components")).get(section))
        wanted = _name(target)
        candidates = (wanted if n == 1 else f"{wanted}{n}" for n in range(1, len(taken) + 3))
        return self._put(kind, section, next(c for c in candidates if c not in taken), target)

    def _put(self, kind: Kind, section: str, name: str, target: _Target) -> str:
        pointer: Pointer = ("components", section, name)
        self.placed[target] = reference_to(pointer)
        entries = self.root.setdefault("components", {}).setdefault(section, {})
        entries[name] = value = self._value(target)
        self.provenance.set(pointer, (self._origin(target),))
        if isinstance(value, dict):
            self.own.add(pointer)
            self.waiting.append(_Part(Cursor(pointer, value, self.document, kind), target.file))
        return self.placed[target]

    def _inlined(self, cursor: Cursor, target: _Target) -> _Part:
        """Replace a reference by its target. Keys beside the reference are kept."""
        for _ in range(MAX_INLINED):
            value, origin = mapping(self._value(target)), self._origin(target)
            beside = {key: item for key, item in cursor.value.items() if key != "$ref"}
            cursor.value.clear()
            cursor.value.update(value | beside)
            self.provenance.set(cursor.pointer, (origin,))
            reference = cursor.get("$ref")
            following = self._target(reference, target.file, origin.below(("$ref",)))
            if following is None:
                return _Part(cursor, target.file)
            target = following
        message = f"circular reference, or a chain of more than {MAX_INLINED} references"
        raise input_error("unresolved-reference", message, self._origin(target))

    # --- files -------------------------------------------------------------------------------

    def _target(self, reference: Any, file: Path, place: Locatable | None) -> _Target | None:
        """Return the target of a reference, or None if it stays unchanged."""
        if not isinstance(reference, str) or (reference.startswith("#") and file == self.main):
            return None
        try:
            name, pointer = split_reference(reference)
            if _NOT_RELATIVE.search(name):
                return None
            path = (file.parent / name).resolve() if name else file
        except (LookupError, ValueError, OSError, RuntimeError):  # bad pointer, path or link
            return None
        target = _Target(path, pointer, place)
        allowed = path == self.main or any(path.is_relative_to(each) for each in self.allowed)
        return target if allowed else None

    def _value(self, target: _Target) -> Any:
        """Return a copy of a target's value.

        Raises:
            InputError: The target does not exist or is unreadable.
        """
        source = self._source(target)
        try:
            value = resolve(source.data, target.pointer)
        except (LookupError, ValueError):
            message = f"{show(target.pointer)!r} does not exist in this file"
            error = input_error("unresolved-reference", message, source.block.location(1))
            raise _with_reference(error, target) from None
        return copied(Document({"copy": value})).data["copy"]

    def _source(self, target: _Target) -> _Source:
        path = target.file
        if path not in self.files:
            if len(self.files) >= MAX_FILES:
                message = f"references to more than {MAX_FILES:,} files"
                raise input_error("document-too-large", message)
            try:
                self.files[path] = _read(path)
            except InputError as error:
                raise _with_reference(error, target) from None
        return self.files[path]

    def _origin(self, target: _Target) -> Origin:
        return Origin(self._source(target).block, target.pointer)


def _read(path: Path) -> _Source:
    shown = Path(os.path.relpath(path))
    block = Block(shown.as_posix(), text_of(shown))
    return _Source(block, block.load())


def _with_reference(error: InputError, target: _Target) -> InputError:
    """Add the reference to the findings. It is the location of a missing file's finding."""
    return InputError(*(_with_referrer(finding, target.referrer) for finding in error.findings))


def _with_referrer(finding: Finding, referrer: Locatable | None) -> Finding:
    if referrer is None:
        return finding
    if finding.rule == "missing-file" and finding.location:
        message = f"{finding.location.path}: {finding.message}"
        return replace(finding, message=message, place=referrer)
    return replace(finding, related=(*finding.related, referrer))


def _references(cursor: Cursor) -> Iterator[tuple[dict[str, Any], str, Pointer]]:
    """Yield the mapping, key and pointer of each reference of an object."""
    if cursor.kind is Kind.DISCRIMINATOR:
        names = cursor.mapping("mapping")
        files = [key for key, name in names.items() if isinstance(name, str) and _is_file(name)]
        yield from ((names, key, cursor.pointer_to("mapping", key)) for key in files)
    elif isinstance(cursor.get("$ref"), str):
        yield cursor.value, "$ref", cursor.pointer_to("$ref")


def _is_file(name: str) -> bool:
    """Return whether the value of a discriminator's mapping is a reference, not a name."""
    return "#" in name or "/" in name or name.endswith((".yaml", ".yml", ".json"))


def _name(target: _Target) -> str:
    """Return the name of a component: the last part of its pointer, or the file's name."""
    name = str(target.pointer[-1]) if target.pointer else target.file.stem
    return _ILLEGAL.sub("", name) or "Part"
