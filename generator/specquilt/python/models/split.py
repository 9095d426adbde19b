"""Splits long modules of types into a file for each resource and files for shared types."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from specquilt.api.value_types import Type, closure
from specquilt.openapi.dataclass import dataclass
from specquilt.python.models.hidden import has_hidden_types, hidden_types, other_names
from specquilt.python.models.pieces import Parts, Piece, take_apart
from specquilt.python.names.reserved import BUILTINS
from specquilt.python.surface.models import ModelClass
from specquilt.python.surface.types import Method, ResourceClass, Surface

LONG = 1_200
"""Maximum length of a module in lines (estimated). Longer modules are split."""
CLIENT, SHARED, PAYLOADS = "client", "shared", "payloads"
"""Groups of types used by the client's own methods, by several resources, and by none."""


@dataclass(frozen=True)
class File:
    """A file with some of the classes and aliases of a module.

    Args:
        folder: ``models`` or ``params``.
        group: Module name of the resource, or ``client``, ``shared`` or ``payloads``.
        number: Number of the file in its group, from 1.
        pieces: The classes and aliases.
    """

    folder: str
    group: str
    number: int
    pieces: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """Name of the module."""
        return self.group if self.number == 1 else f"{self.group}__{self.number}"

    @property
    def path(self) -> str:
        """Path in the package."""
        return f"types/{self.folder}/{self.name}.py"


def is_surely_long(surface: Surface) -> bool:
    """Return whether the modules will be split: each field takes a line or more."""
    return sum(len(model.fields) for model in surface.models) > LONG


def split_texts(surface: Surface, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the files of the modules of types, by path. Short modules stay in one file.

    Modules that need other names for builtins are written here, too.

    Args:
        surface: The surface of the package.
        texts: Source code of ``models`` and ``params``, by name.
    """
    is_short = max(text.count("\n") for text in texts.values()) <= LONG
    if is_short and not has_hidden_types(surface, texts["models"]):
        return {f"types/{name}.py": text for name, text in texts.items()}
    return split_parts(surface, {folder: take_apart(text) for folder, text in texts.items()})


def split_parts(surface: Surface, parts: Mapping[str, Parts]) -> dict[str, str]:
    """Return the files of the modules of types, by path.

    Args:
        surface: The surface of the package.
        parts: What ``models`` and ``params`` consist of.
    """
    groups = _groups(surface)
    files = [file for folder in parts for file in _files(folder, parts[folder].pieces, groups)]
    homes = {piece.name: file for file in files for piece in file.pieces}
    written = {file.path: _written(file, parts[file.folder], homes) for file in files}
    packages = {f"types/{name}/__init__.py": _package(name, parts[name], files) for name in parts}
    return written | packages


# --- assigning types to files ----------------------------------------------------------------


def _groups(surface: Surface) -> dict[str, str]:
    """Return the group of each type: the only resource that uses it, or ``shared``."""
    models = {model.name: model for model in surface.models}
    users: defaultdict[str, set[str]] = defaultdict(set)
    for group, methods in _users(surface.root):
        roots = (type_ for method in methods for type_ in _types_of(method))
        for name in closure(models, roots, _parts):
            users[name].add(group)
    groups = {n: next(iter(own)) if len(own) == 1 else SHARED for n, own in users.items()}
    return {
        name: groups[model.name]
        for model in surface.models
        if model.name in groups
        for name in _defined_with(model)
    }


def _defined_with(model: ModelClass) -> Iterator[str]:
    """Yield all names that belong to a model."""
    yield from filter(None, (model.name, model.dict_type, model.known, model.unknown))


def _users(root: ResourceClass) -> Iterator[tuple[str, list[Method]]]:
    yield CLIENT, list(root.methods)
    for child in root.children:
        yield child.module, list(child.all_methods())


def _types_of(method: Method) -> Iterator[Type]:
    yield from (argument.type for argument in method.arguments)
    errors = (*(error.body for error in method.errors), *method.other_errors)
    received = (method.response.type, *errors)
    yield from (type_ for type_ in received if type_ is not None)


def _parts(model: ModelClass) -> Iterator[Type]:
    if model.alias is not None:
        yield model.alias
    yield from (field.type for field in model.fields)


def _files(folder: str, pieces: Iterable[Piece], groups: Mapping[str, str]) -> Iterator[File]:
    grouped: defaultdict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        grouped[groups.get(piece.name, PAYLOADS)].append(piece)
    for group in sorted(grouped):
        for number, part in enumerate(_cut(grouped[group]), 1):
            yield File(folder, group, number, part)


def _cut(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    part: list[Piece] = []
    length = 0
    for piece in pieces:
        if part and length + piece.lines > LONG:
            yield tuple(part)
            part, length = [], 0
        part.append(piece)
        length += piece.lines
    yield tuple(part)


# --- contents of files -----------------------------------------------------------------------


def _written(file: File, parts: Parts, homes: Mapping[str, File]) -> str:
    """Return the source code of a file.

    Files of one group may import each other. Each file defines its own types first, imports the
    others at the end, and quotes aliases that refer to them.
    """
    own = {piece.name for piece in file.pieces}
    names = {name for piece in file.pieces for name in piece.names} - own
    foreign = {name for name in names if name in homes}
    circular = {name for name in foreign if _is_beside(file, homes[name])}
    others = other_names(hidden_types(file.pieces) | (circular & BUILTINS), homes)
    exported = f"__all__ = {sorted(own)!r}\n"
    return "\n".join(
        [
            f"{parts.header}\nfrom __future__ import annotations\n",
            *_imports(names - foreign, parts),
            *_imports_of_types(file, foreign - circular, homes),
            exported,
            *_definitions(file, circular, others),
            *_imports_of_types(file, circular, homes, others),
        ]
    )


def _definitions(
    file: File, circular: AbstractSet[str], others: Mapping[str, str]
) -> Iterator[str]:
    for each in file.pieces:
        piece = each.renamed(others)
        yield piece.lazy if each.names & circular else piece.text
        if each.name in others:
            yield f"{others[each.name]} = {each.name}\n"


def _is_beside(file: File, other: File) -> bool:
    return (file.folder, file.group) == (other.folder, other.group)


def _imports(names: Iterable[str], parts: Parts) -> Iterator[str]:
    """Yield import statements for names. Relative imports get one more dot."""
    statements: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names) & set(parts.imports)):
        module, level, imported = parts.imports[name]
        statements["." * (level + bool(level)) + module].append(imported)
    for source in sorted(statements, key=lambda source: (source.startswith("."), source)):
        yield f"from {source} import {', '.join(statements[source])}"


def _imports_of_types(
    file: File,
    names: Iterable[str],
    homes: Mapping[str, File],
    others: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[str]:
    statements: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        home = homes[name]
        above = "" if home.folder == file.folder else f".{home.folder}."
        imported = f"{name} as {others[name]}" if name in others else name
        statements[f".{above}{home.name}"].append(imported)
    for source in sorted(statements):
        yield f"from {source} import {', '.join(statements[source])}"


def _package(folder: str, parts: Parts, files: Iterable[File]) -> str:
    """Return the ``__init__.py`` of a folder. It imports each file on first use of its names."""
    inside = [file for file in files if file.folder == folder]
    stars = "".join(f"    from .{file.name} import *\n" for file in inside)
    homes = "".join(
        "        **dict.fromkeys(\n"
        f'            """\n{_listed(file)}\n""".split(),\n            "{file.name}",\n        ),\n'
        for file in inside
    )
    return (
        f"{parts.header}\nfrom __future__ import annotations\n\nfrom typing import TYPE_CHECKING\n\n"
        "from ..._runtime.lazy import lazy_names\n\n"
        f"if TYPE_CHECKING:\n{stars or '    pass'}\nelse:\n    _HOMES = {{\n{homes}    }}\n"
        "    __getattr__, __dir__ = lazy_names(__name__, _HOMES)\n    __all__ = sorted(_HOMES)\n"
    )


def _listed(file: File) -> str:
    names = " ".join(sorted(piece.name for piece in file.pieces))
    return textwrap.fill(names, 100, break_long_words=False)
