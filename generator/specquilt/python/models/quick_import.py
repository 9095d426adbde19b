"""Makes the import of datamodel-code-generator quicker.

It defines two hundred dataclasses, and the standard library compiles up to six methods of each with
the class. Most are never compared, hashed or printed: here, these methods are compiled when they are
first used. That saves a twentieth of the CPU time of a small document.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from reprlib import recursive_repr
from threading import Lock
from typing import Any

_PACKAGES = frozenset({"annotated_types", "datamodel_code_generator", "pydantic"})
"""Where the classes are defined that get such methods."""

_PLUGINS = "PYDANTIC_DISABLE_PLUGINS"
"""Pydantic reads the metadata of all packages to find its plugins, which nothing here needs."""

_define: Callable[..., Any] = dataclasses.dataclass


class _Inside:
    """How many threads import just now, and what they found before."""

    lock = Lock()
    threads = 0
    define: Callable[..., Any] = dataclasses.dataclass
    plugins: str | None = None


@contextmanager
def quick_import() -> Iterator[None]:
    """Import modules meanwhile without what takes long and is seldom used."""
    with _Inside.lock:
        if not _Inside.threads:
            _begin()
        _Inside.threads += 1
    try:
        yield
    finally:
        with _Inside.lock:
            _Inside.threads -= 1
            if not _Inside.threads:
                _end()


def _begin() -> None:
    _Inside.define, _Inside.plugins = dataclasses.dataclass, os.environ.get(_PLUGINS)
    dataclasses.dataclass = dataclass
    os.environ[_PLUGINS] = "__all__"


def _end() -> None:
    """Leave everything as it was before the first thread, whatever others have done meanwhile."""
    dataclasses.dataclass = _Inside.define
    os.environ.pop(_PLUGINS, None)
    if _Inside.plugins is not None:
        os.environ[_PLUGINS] = _Inside.plugins


def dataclass(cls: type | None = None, /, **options: Any) -> Any:
    """Do what `dataclasses.dataclass` does."""
    if cls is None:
        return partial(dataclass, **options)
    if cls.__module__.partition(".")[0] not in _PACKAGES or options.get("order"):
        return _define(cls, **options)
    cls.__doc__ = cls.__doc__ or cls.__name__  # the standard library would make a signature of it
    return _with_late_methods(cls, **options)


def _with_late_methods(cls: type, **options: Any) -> type:
    own, options = dict(vars(cls)), {"repr": True, "eq": True, **options}
    is_hashed = options.pop("unsafe_hash", False) or (options["eq"] and options.get("frozen"))
    made: type = _define(cls, **{**options, "repr": False, "eq": False})
    if options["repr"] and "__repr__" not in own:
        _set(made, "__repr__", _late_repr(made))
    if options["eq"] and "__eq__" not in own:
        _set(made, "__eq__", _late_eq(made))
    if (is_hashed or options["eq"]) and not _has_own_hash(own):
        _set(made, "__hash__", _late_hash(made) if is_hashed else None)
    return made


def _has_own_hash(own: dict[str, Any]) -> bool:
    """Return whether a class defines its hash; Python sets it to None beside an own ``__eq__``."""
    return own.get("__hash__") is not None or ("__hash__" in own and "__eq__" not in own)


def _late_repr(cls: type) -> Callable[[Any], str]:
    @recursive_repr()
    def text(self: Any) -> str:
        names = [each.name for each in dataclasses.fields(cls) if each.repr]
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({values})"

    return text


def _late_eq(cls: type) -> Callable[[Any, Any], bool]:
    def equal(self: Any, other: Any) -> bool:
        names = [each.name for each in dataclasses.fields(cls) if each.compare]
        same = f"{_tuple('self', names)} == {_tuple('other', names)}"
        body = f"self, other: {same} if other.__class__ is self.__class__ else NotImplemented"
        result: bool = _compiled(cls, "__eq__", body)(self, other)
        return result

    return equal


def _late_hash(cls: type) -> Callable[[Any], int]:
    def number(self: Any) -> int:
        fields = dataclasses.fields(cls)
        names = [
            each.name for each in fields if (each.hash if each.hash is not None else each.compare)
        ]
        result: int = _compiled(cls, "__hash__", f"self: hash({_tuple('self', names)})")(self)
        return result

    return number


def _compiled(cls: type, name: str, body: str) -> Callable[..., Any]:
    """Replace a method by one that is compiled for the fields of its class, and return that."""
    method: Callable[..., Any] = eval(f"lambda {body}")
    _set(cls, name, method)
    return method


def _tuple(owner: str, names: list[str]) -> str:
    return f"({''.join(f'{owner}.{name}, ' for name in names)})"


def _set(cls: type, name: str, method: Callable[..., Any] | None) -> None:
    setattr(cls, name, method)
