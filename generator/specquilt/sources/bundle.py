"""Bundles a document: replaces references to other files in allowed folders by local ones.

Each target becomes one component of the document. The target of a path item's reference replaces
the path item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path
from typing import Any, NamedTuple

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document, copied
from specquilt.openapi.finding import Finding, input_error
from specquilt.openapi.keys import NOT_IN_COMPONENT_NAMES
from specquilt.openapi.kinds import Kind, child_of
from specquilt.openapi.limits import DEFAULTS
from specquilt.openapi.load.received import is_received
from specquilt.openapi.mentions import references_in
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.provenance import Provenance
from specquilt.openapi.references import reference_to
from specquilt.openapi.values import mapping
from specquilt.openapi.walk import children, start
from specquilt.sources.referenced_files import FileTarget, ReferencedFiles
from specquilt.sources.sections import (
    Sections,
    has_places,
    new_section,
    section_of,
    sections_of,
)

MAX_INLINED = 20
"""Maximum length of a chain of references between path items."""


def bundled(
    document: Document, folders: Iterable[Path], max_files: int = DEFAULTS["files"]
) -> tuple[Document, list[Finding]]:
    """Return the document with the targets of relative references included, and findings.

    Other references stay unchanged and are reported later.

    Args:
        document: The document.
        folders: Folders that references may point into; those of a document that is no file may not.
        max_files: How many files there may be.

    Raises:
        InputError: A file is missing or unreadable, or there are too many files.
    """
    origin = document.provenance.place(())
    kind, sections = sections_of(document.data)
    if origin is None or not (has_places(document.data, sections) and _has_files(document)):
        return document, []
    result = copied(document)
    main = Path(origin.block.path).resolve()
    is_file = not is_received(Path(origin.block.path))
    allowed = tuple(folder.resolve() for folder in folders if is_file)
    files = ReferencedFiles(main, allowed, origin.block, document.data, max_files)
    _Bundle(result, files, kind, sections).run()
    return result, files.findings


def _has_files(document: Document) -> bool:
    """Return whether a document has references into other files."""
    return not all(each.startswith("#") for each in references_in(document))


class _Part(NamedTuple):
    """An object of the bundled document, and the file that its references are relative to."""

    cursor: Cursor
    file: Path


@dataclass
class _Bundle:
    """The bundled document while it is built.

    Args:
        document: The document. It is changed in place.
        files: The document's file and those that it refers to.
        kind: Type of the document.
        sections: Where it has shared objects.
        placed: New local references, by target.
        included: Files that maps and lists of objects are from, by pointer.
        own: Pointers of components from other files. They are processed separately.
        waiting: Objects whose references are not replaced yet.
    """

    document: Document
    files: ReferencedFiles
    kind: Kind
    sections: Sections
    placed: dict[FileTarget, str] = field(default_factory=dict)
    included: dict[Pointer, Path] = field(default_factory=dict)
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
        root = start(self.document)._replace(kind=self.kind)
        # Before any target is named: the names in these files are taken.
        self._include_containers(self._owner_of_sections(root), self.files.main)
        self._name_targets()
        self.waiting.append(_Part(root, self.files.main))
        while self.waiting:
            cursor, file = self._followed(*self.waiting.pop())
            self._include_containers(cursor, file)
            below = [each for each in children(cursor) if each.pointer not in self.own]
            self.waiting.extend(
                _Part(each, self.included.get(each.pointer[:-1], file)) for each in reversed(below)
            )

    def _owner_of_sections(self, root: Cursor) -> Cursor:
        if self.kind is Kind.SWAGGER:
            return root
        components = root.of(mapping(self.root.get("components")), "components")
        return components._replace(kind=Kind.COMPONENTS)

    def _include_containers(self, cursor: Cursor, file: Path) -> None:
        """Replace references in place of maps and lists of objects, as in ``paths: {$ref: …}``."""
        for key in list(cursor.value):
            child, reference = child_of(cursor.kind, key), cursor.mapping(key).get("$ref")
            if child is None or not child.many or not isinstance(reference, str):
                continue
            place = cursor.pointer_to(key)
            target = self.files.target(reference, file, self.provenance.place((*place, "$ref")))
            if target is not None and target.file != self.files.main:
                cursor.value[key] = self.files.value(target)
                self.provenance.set(place, (self.files.origin(target),))
                self.included[place] = target.file

    def _name_targets(self) -> None:
        """Name targets after components that consist of a reference to them."""
        for kind, section in self.sections.items():
            file = self.included.get(section, self.files.main)
            for name, value in section_of(self.root, section).items():
                place = self.provenance.place((*section, name, "$ref"))
                target = self.files.target(mapping(value).get("$ref"), file, place)
                is_new = target and target.file != self.files.main and target not in self.placed
                if target and is_new and self.files.has(target):
                    self._put(kind, name, target)

    def _followed(self, cursor: Cursor, file: Path) -> _Part:
        """Rewrite the references of an object. Return the object that is now in its place."""
        for holder, key, at in _references(cursor):
            target = self.files.target(holder[key], file, self.provenance.place(at))
            if target is None:
                continue
            if target.file == self.files.main:
                holder[key] = reference_to(target.pointer)
            elif cursor.kind in self.sections or cursor.kind is Kind.DISCRIMINATOR:
                kind = Kind.SCHEMA if cursor.kind is Kind.DISCRIMINATOR else cursor.kind
                holder[key] = self.placed.get(target) or self._new(kind, target, holder[key])
            else:
                return self._inlined(cursor, target)
        return _Part(cursor, file)

    def _new(self, kind: Kind, target: FileTarget, reference: str) -> str:
        if not self.files.has(target):  # broken like one to a component that does not exist
            return reference_to((*self.sections[kind], reference))
        taken = section_of(self.root, self.sections[kind])
        wanted = _name(target)
        candidates = (wanted if n == 1 else f"{wanted}{n}" for n in range(1, len(taken) + 3))
        return self._put(kind, next(c for c in candidates if c not in taken), target)

    def _put(self, kind: Kind, name: str, target: FileTarget) -> str:
        pointer: Pointer = (*self.sections[kind], name)
        self.placed[target] = reference_to(pointer)
        entries = new_section(self.root, self.sections[kind])
        entries[name] = value = self.files.value(target)
        self.provenance.set(pointer, (self.files.origin(target),))
        if isinstance(value, dict):
            self.own.add(pointer)
            self.waiting.append(_Part(Cursor(pointer, value, self.document, kind), target.file))
        return self.placed[target]

    def _inlined(self, cursor: Cursor, target: FileTarget) -> _Part:
        """Replace a reference by its target. Keys beside the reference are kept."""
        for _ in range(MAX_INLINED):
            value, origin = mapping(self.files.value(target)), self.files.origin(target)
            beside = {key: item for key, item in cursor.value.items() if key != "$ref"}
            cursor.value.clear()
            cursor.value.update(value | beside)
            self.provenance.set(cursor.pointer, (origin,))
            reference = cursor.get("$ref")
            following = self.files.target(reference, target.file, origin.below(("$ref",)))
            if following is None:
                return _Part(cursor, target.file)
            target = following
        message = f"circular reference, or a chain of more than {MAX_INLINED} references"
        raise input_error("unresolved-reference", message, self.files.origin(target))


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


def _name(target: FileTarget) -> str:
    """Return the name of a component: the last part of its pointer, or the file's name."""
    name = str(target.pointer[-1]) if target.pointer else target.file.stem
    return NOT_IN_COMPONENT_NAMES.sub("", name) or "Part"
