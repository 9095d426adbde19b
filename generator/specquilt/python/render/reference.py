"""The pages of the reference: an index, a page for each resource, and the types.

Sites that show Markdown give up on large files, so large pages are cut: the types by their first
letters, and what is still too large after some heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from specquilt.api.value_types import Named
from specquilt.openapi.dataclass import dataclass
from specquilt.python.render.facts import Module
from specquilt.python.surface.types import Method

LONGEST = 400_000
"""Bytes of a page. GitHub shows at most 512 kB."""

FOLDER = "reference"
_CLIENT, _TYPES = "client", "types"
_ENTRY = re.compile(r"^### `([^\s`]+)`$", re.MULTILINE)


class _Entry(NamedTuple):
    """A heading with what is below it."""

    name: str
    text: str


@dataclass(frozen=True)
class Links:
    """Where methods and types are described.

    Args:
        files: Paths of pages by their entries, as in ``client.jobs.get`` and ``types.Job``.
        types: Pairs of a label and the path of a page of types.
    """

    files: dict[str, str]
    types: list[tuple[str, str]]

    def method(self, method: Method) -> str:
        """Return the link to a method, from the index."""
        return f"{self.files[f'{_CLIENT}.{method.dotted}']}#{_anchor(method.dotted)}"

    def type(self, method: Method) -> str:
        """Return the link to the class of a method's result, from another page; empty if none."""
        result = method.response.type
        name = f"types.{result.name}" if isinstance(result, Named) else ""
        file = self.files.get(name, "").removeprefix(f"{FOLDER}/")
        return f"{file}#{_anchor(name)}" if file and method.response.kind == "json" else ""


def pages(
    modules: Iterable[Module], types: str, resource: Callable[[Module, Links], str]
) -> tuple[dict[str, str], Links]:
    """Return the pages below the index by path, and the links to their entries.

    Args:
        modules: The modules with methods.
        types: The page of all types.
        resource: Renders the page of a module, with links to types.

    In neither there are consecutive blank lines.
    """
    links = Links({}, [])
    found = dict(_type_pages(types, links))
    for module in modules:
        head, listed = _entries(resource(module, links))
        for path, entries in _cut(_file(module), listed):
            found[path] = _page(head, entries)
            links.files.update((f"{_CLIENT}.{entry.name}", path) for entry in entries)
    return found, links


def _file(module: Module) -> str:
    """Return the name of a page; the names of the pages of no resource are taken."""
    name = ".".join(module.path) or _CLIENT
    return f"{name}_" if module.path and name in (_CLIENT, _TYPES) else name


def _type_pages(text: str, links: Links) -> Iterator[tuple[str, str]]:
    head, listed = _entries(text)
    if len(text.encode()) <= LONGEST:
        groups = [(_TYPES, listed)] if listed else []
    else:
        ordered = sorted(listed, key=_letter)
        groups = [(f"{_TYPES}-{each}", [*some]) for each, some in groupby(ordered, _letter)]
    for name, some in groups:
        for path, entries in _cut(name, some):
            links.files.update((entry.name, path) for entry in entries)
            label = f"{entries[0].name} to {entries[-1].name}" if len(groups) > 1 else "types"
            links.types.append((label, path))
            yield path, _page(head, entries)


def _letter(entry: _Entry) -> str:
    letter = entry.name.partition(".")[2][:1].lower()
    return letter if letter.isascii() and letter.isalpha() else "other"


def _entries(text: str) -> tuple[str, list[_Entry]]:
    """Return what is before the first heading, and the entries."""
    # Marks above letters belong to identifiers, although `\w` does not match them.
    marks = [each for each in _ENTRY.finditer(text) if each[1].replace(".", "").isidentifier()]
    edges = [*(found.start() for found in marks), len(text)]
    texts = (text[start:end] for start, end in pairwise(edges))
    listed = [_Entry(found[1], entry) for found, entry in zip(marks, texts, strict=True)]
    return text[: edges[0]], listed


def _cut(name: str, entries: list[_Entry]) -> Iterator[tuple[str, list[_Entry]]]:
    """Yield the path and the entries of each page; the first has the plain name."""
    page: list[_Entry] = []
    size = number = 0
    for entry in entries:
        length = len(entry.text.encode())
        if page and size + length > LONGEST:
            yield _path(name, number), page
            page, size, number = [], 0, number + 1
        page.append(entry)
        size += length
    if page:
        yield _path(name, number), page


def _path(name: str, number: int) -> str:
    return f"{FOLDER}/{name}-{number + 1}.md" if number else f"{FOLDER}/{name}.md"


def _page(head: str, entries: Iterable[_Entry]) -> str:
    texts = (text.strip("\n") for text in (head, *(entry.text for entry in entries)))
    return "\n\n".join(filter(None, texts)) + "\n"


def _anchor(name: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return name.replace(".", "").lower()
