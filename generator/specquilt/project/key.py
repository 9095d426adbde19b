"""A key of `specquilt.toml`: an attribute of `Settings` that knows its place, type and meaning.

Nothing heavy is imported here: an up-to-date `generate` reads configurations, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from specquilt.project.read import beside, value_at
from specquilt.project.value_types import KeyPath, ValueType

if TYPE_CHECKING:
    from pathlib import Path

    from specquilt.openapi.finding import Severity

T = TypeVar("T")

Convert = Callable[[Any, str | None], T]
"""Makes an attribute's value of a TOML value and the folder that paths start from."""


class Values:
    """What a configuration says.

    Args:
        written: the tables and keys, as TOML has them.
        folder: the folder that paths start from; None if they are used as they are written.
    """

    def __init__(self, written: Mapping[str, Any], folder: str | None = None) -> None:
        self.written, self.folder = written, folder

    @classmethod
    def all_keys(cls) -> list[Key[Any]]:
        """Return all keys, in the order in which they are declared."""
        kinds = reversed(cls.__mro__)
        return [key for kind in kinds for key in vars(kind).values() if isinstance(key, Key)]


class Key(Generic[T]):
    """One key; reading the attribute returns what is written, or the default, converted.

    Args:
        place: its tables and its name, as in ``lint.fail-on``.
        type: of its value.
        convert: makes the attribute's value.
        comment: what it does.
        example: a value that shows its use.
        default: the TOML value that has the effect of leaving the key out; None if there is none.
        required: whether it must not be left out.
    """

    def __init__(
        self,
        place: str,
        type: ValueType,  # noqa: A002 - this is what it is called everywhere
        convert: Convert[T],
        comment: str,
        *,
        example: object,
        default: object = None,
        required: bool = False,
    ) -> None:
        self.path: KeyPath = tuple(place.split("."))
        self.type, self.convert, self.comment = type, convert, comment
        self.example, self.default, self.required = example, default, required

    @property
    def name(self) -> str:
        """The key without its tables."""
        return self.path[-1]

    @property
    def table(self) -> str:
        """The table that the key stands in, as in ``client.names``; empty at the top."""
        return ".".join(self.path[:-1])

    def written(self, values: Values) -> Any:
        """Return the TOML value; None if the key is left out."""
        return value_at(values.written, self.path)

    def __set_name__(self, owner: type[Values], name: str) -> None:
        self.attribute = name

    @overload
    def __get__(self, values: None, owner: type[Values]) -> Self: ...
    @overload
    def __get__(self, values: Values, owner: type[Values]) -> T: ...
    def __get__(self, values: Values | None, owner: type[Values]) -> Self | T:
        if values is None:
            return self
        written = self.written(values)
        value = self.convert(self.default if written is None else written, values.folder)
        # Found there by the next reader, before this method is called.
        vars(values)[self.attribute] = value
        return value


def as_text(value: Any, _folder: str | None) -> str:
    """Return a string; an empty one if there is none."""
    return value or ""


def as_texts(value: Any, _folder: str | None) -> tuple[str, ...]:
    """Return the items of a list; none if there is no list."""
    return tuple(value or ())


def as_flag(value: Any, _folder: str | None) -> bool:
    """Return yes or no."""
    return bool(value)


def as_path(value: Any, folder: str | None) -> Path | None:
    """Return a path as a person in the working directory would write it."""
    return next(iter(as_paths([value] if value else [], folder)), None)


def as_paths(value: Any, folder: str | None) -> tuple[Path, ...]:
    """Return paths as a person in the working directory would write them."""
    from pathlib import Path

    return tuple(Path(path if folder is None else beside(folder, path)) for path in value or ())


def as_severity(value: Any, _folder: str | None) -> Severity:
    """Return the severity of a name."""
    from specquilt.openapi.finding import Severity

    return Severity(value)


def as_severities(value: Any, folder: str | None) -> dict[str, Severity]:
    """Return the severities of rules."""
    return {rule: as_severity(severity, folder) for rule, severity in value.items()}


def as_table(value: Any, _folder: str | None) -> dict[str, str]:
    """Return a table of texts."""
    return dict(value)


def as_set(value: Any, _folder: str | None) -> frozenset[str]:
    """Return an array as a set."""
    return frozenset(value)
