"""Every name of the generated package, and what happens when two of them meet."""

from __future__ import annotations

import builtins
from collections.abc import Iterable

from specquilt.api.report import Report
from specquilt.api.types import Certainty, Name
from specquilt.openapi.finding import Severity
from specquilt.openapi.naming import KEYWORDS, SOFT_NAMES, pascal
from specquilt.openapi.pointer import Pointer
from specquilt.python.runtime import public

ARGUMENTS = SOFT_NAMES | {"options"}
"""Names a generated method needs for itself."""

METHODS = SOFT_NAMES | {"types", "builtins", "datetime"}
"""Names that annotations beside a method look up."""

CLIENT = METHODS | {*public.CLIENT_METHODS, "response_info", "wait"}
"""Names of the client's own methods."""

CONSTRUCTOR = SOFT_NAMES | {"base_url", "options"}

CLASSES = frozenset({"None", "True", "False", "Any", "Annotated", "ConfigDict", "Field"}) | {
    "Literal", "Mapping", "Model", "NotRequired", "Sequence", "TypeAlias", "TypeAliasType",
    "TypedDict", "Union", "UnknownVariant",
}  # fmt: skip
"""Names that the modules of models import."""

RUNTIME_ERRORS = public.ERRORS["errors"]
"""Errors of the runtime: no class of a documented status takes their names."""

RUNTIME_CLASSES = frozenset(
    name
    for table in (public.SIGNATURES, public.DESCRIPTIONS)
    for names in table.values()
    for name in names
) - {"OMIT"}
TYPING_CLASSES = frozenset(
    [
        "Any",
        "AsyncIterator",
        "Awaitable",
        "Callable",
        "Iterator",
        "Literal",
        "Mapping",
        "Sequence",
        "Unpack",
    ]
)
"""Names that a module with methods imports: no class of a resource takes them."""


class Scope:
    """A place where every name is given once.

    Args:
        report: where collisions are told.
        what: what is named here, for messages.
        reserved: names that are taken from the start.
        joint: what stands between a name and its number.
    """

    def __init__(
        self, report: Report, what: str, reserved: Iterable[str] = (), joint: str = "_"
    ) -> None:
        self.report, self._what, self._joint = report, what, joint
        self._reserved = frozenset(reserved) | KEYWORDS
        self._taken: dict[str, Pointer] = {}

    def is_free(self, name: str) -> bool:
        """Say whether a name can be had as it is."""
        return name not in self._taken and name not in self._reserved

    def claim(self, wanted: str, origin: Pointer, *alternatives: str) -> str:
        """Return the first free name; tell when it is not the wanted one because of another."""
        name = self._free(wanted)
        if name in self._taken:
            name = self._instead_of(name, origin, alternatives)
        self._taken[name] = origin
        return name

    def _free(self, wanted: str) -> str:
        return f"{wanted}_" if wanted in self._reserved else wanted

    def _instead_of(self, name: str, origin: Pointer, alternatives: tuple[str, ...]) -> str:
        number = 2
        candidates = [self._free(each) for each in alternatives]
        other = next((each for each in candidates if each not in self._taken), "")
        while not other:
            numbered = f"{name.rstrip('_')}{self._joint}{number}"
            other = "" if numbered in self._taken else numbered
            number += 1
        self.report.add(
            "name-collision",
            Severity.WARNING,
            f"two {self._what} would be called {name!r}; this one is called {other!r}",
            origin,
            advice="give it another name in the document or by an overlay",
        )
        return other


def name_of(wire: str, snake_name: str) -> Name:
    """Pair what goes over the wire with its Python name."""
    given = wire == snake_name
    return Name(
        wire, snake_name, pascal(snake_name), Certainty.GIVEN if given else Certainty.DERIVED
    )


BUILTIN_TYPES = frozenset(
    name for name in vars(builtins) if isinstance(getattr(builtins, name), type)
)

BUILTINS = frozenset(vars(builtins))
"""No class of an error takes their names: ``except`` would mean another one."""
