"""Names reserved in the generated package."""

from __future__ import annotations

from specquilt.python.names.reserved import SOFT_NAMES
from specquilt.python.runtime import public

# --- arguments and methods -------------------------------------------------------------------

CONSTRUCTOR = SOFT_NAMES | {"base_url", "options"}
"""Names reserved in the client's constructor."""

METHODS = SOFT_NAMES | {"types", "builtins", "datetime"}
"""Names that annotations in a class of methods refer to."""

CLIENT = METHODS | {*public.CLIENT_METHODS, "response_info", "wait"}
"""Names reserved in the client class."""

# --- classes ---------------------------------------------------------------------------------

CLASSES = frozenset({"None", "True", "False", "Any", "Annotated", "ConfigDict", "Field"}) | {
    "Literal", "Mapping", "Model", "NotRequired", "Sequence", "TypeAlias", "TypeAliasType",
    "TypedDict", "Union", "UnknownVariant",
}  # fmt: skip
"""Names that modules of models import."""

RUNTIME_ERRORS = public.ERRORS["errors"]
"""Exception classes of the runtime. Reserved: classes of documented statuses have other names."""

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
        "Awaitable",
        "Callable",
        "Literal",
        "Mapping",
        "Sequence",
        "Unpack",
    ]
)
"""Names that modules with methods import. Reserved: resource classes have other names."""
