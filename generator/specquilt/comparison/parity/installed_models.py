"""The models of an installed package: what its methods take and return, and what that refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from specquilt.comparison.parity.inventory import PublicModel
from specquilt.comparison.parity.library import Library
from specquilt.comparison.parity.options import DICT_ENDINGS, MODEL_PACKAGES

if TYPE_CHECKING:
    from griffe import Class, ExprSubscript, Object

_STREAMS = ("Stream", "Iterator", "Generator")
"""Parts of the names of generic classes whose items arrive one after the other."""


class InstalledModels:
    """Collects the models of a package by the places where they are used.

    Args:
        library: The definitions in the package.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._exported = dict(_exported(library))
        self._fields: dict[str, dict[str, tuple[str, ...]]] = {}
        self._dicts: set[str] = set()

    def named(self, expression: object) -> tuple[str, ...]:
        """Return the names of the models in an annotation, and read these models.

        What is in a stream is left out.
        """
        return self._models(_paths(expression))

    def streamed(self, expression: object) -> tuple[str, ...]:
        """Return the names of the models in the streams in an annotation."""
        return self._models(path for each in _streams(expression) for path in _paths(each))

    def _models(self, paths: Iterable[str]) -> tuple[str, ...]:
        paths = dict.fromkeys(paths)
        found = [each for path in paths if (each := self._library.find(path)) is not None]
        return tuple(dict.fromkeys(name for each in found for name in self._read(each)))

    def result(self) -> tuple[PublicModel, ...]:
        """Return the models that have been read, each once, sorted by name."""
        twins = {name: _without_ending(name) for name in self._dicts}
        twins = {name: model for name, model in twins.items() if model in self._fields}
        others: dict[str, list[str]] = {}
        for twin, model in twins.items():
            others.setdefault(model, []).append(twin)
        return tuple(
            PublicModel(name, fields, tuple(sorted(others.get(name, ()))))
            for name, fields in sorted(self._fields.items())
            if name not in twins
        )

    def _read(self, found: Object) -> Iterator[str]:
        """Yield the name of a model, or the names of those that stand behind what has no name."""
        name = self._exported.get(found.path, "")
        if not name:
            inner = self._inner_of_unnamed(found)
            yield from inner
            return
        if name not in self._fields:
            self._fields[name] = {}
            if found.is_class:
                self._fields[name] = self._of_class(found)  # type: ignore[arg-type]
            elif found.is_attribute or found.is_type_alias:
                self._dicts |= {name} if name.endswith(DICT_ENDINGS[0]) else set()
                self._fields[name] = {"": self.named(found.value)}  # type: ignore[attr-defined]
        yield name

    def _inner_of_unnamed(self, found: Object) -> tuple[str, ...]:
        if found.path in self._fields:
            return ()
        self._fields[found.path] = {}
        if found.is_class:
            names = self._of_class(found)  # type: ignore[arg-type]
            inner = tuple(dict.fromkeys(name for each in names.values() for name in each))
        else:
            inner = self.named(getattr(found, "value", None))
        del self._fields[found.path]
        return () if found.is_class else inner

    def _of_class(self, class_: Class) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for each in self._library.ancestors(class_):
            if any(str(base).endswith("TypedDict") for base in each.bases):
                self._dicts.add(class_.name)
            for name, member in each.members.items():
                if member.is_attribute and not name.startswith("_") and name not in found:
                    found[name] = self.named(getattr(member, "annotation", None))
        return found


def _exported(library: Library) -> Iterator[tuple[str, str]]:
    """Yield the paths of what can be imported from packages of models, with the names there."""
    for package in library.packages():
        if MODEL_PACKAGES.isdisjoint(package.path.split(".")):
            continue
        for name, each in library.exported(package):
            if each.is_class or each.is_attribute or each.is_type_alias:
                yield each.path, name


def _without_ending(name: str) -> str:
    return next((name.removesuffix(end) for end in DICT_ENDINGS if name.endswith(end)), name)


def _paths(expression: object) -> Iterator[str]:
    """Yield the dotted paths in an annotation, without generic classes such as ``List[...]``."""
    from griffe import Expr, ExprAttribute, ExprName, ExprSubscript

    match expression:
        case ExprSubscript():
            if not _is_stream(expression) and not _head(expression).endswith("Literal"):
                yield from _paths(expression.slice)
        case ExprName() | ExprAttribute():
            yield expression.canonical_path
        case Expr():
            for child in expression.iterate(flat=False):
                yield from _paths(child)


def _streams(expression: object) -> Iterator[object]:
    """Yield what is in the brackets of streams: ``Event`` in ``Union[Result, Stream[Event]]``."""
    from griffe import Expr, ExprName, ExprSubscript

    match expression:
        case ExprSubscript() if _is_stream(expression):
            yield expression.slice
        case Expr() if not isinstance(expression, ExprName):
            for child in expression.iterate(flat=False):
                yield from _streams(child)


def _is_stream(expression: ExprSubscript) -> bool:
    return any(word in _head(expression) for word in _STREAMS)


def _head(expression: ExprSubscript) -> str:
    return str(expression.left).rpartition(".")[2]
