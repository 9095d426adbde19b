"""Names that the generated package needs for itself."""

from __future__ import annotations

from specquilt.python.names.reserved import SOFT_NAMES
from specquilt.python.runtime import public

# --- arguments and methods -------------------------------------------------------------------

ARGUMENTS = SOFT_NAMES | {"options"}
"""Names a generated method needs for itself."""

CONSTRUCTOR = SOFT_NAMES | {"base_url", "options"}
"""Names the client's constructor needs for itself."""

METHODS = SOFT_NAMES | {"types", "builtins", "datetime"}
"""Names that annotations beside a method look up."""

CLIENT = METHODS | {*public.CLIENT_METHODS, "response_info", "wait"}
"""Names of the client's own methods."""

# --- classes ---------------------------------------------------------------------------------

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
"""Classes of the runtime that modules with methods import."""

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
