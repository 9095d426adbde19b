"""Every name of the generated package, and what happens when two of them meet."""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Iterable

from specquilt.finding import Severity
from specquilt.ir.report import Report
from specquilt.ir.types import Certainty, Name
from specquilt.pointer import Pointer

_WORD = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[^\WA-Z_]+|[A-Z]+")
_CLASS_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_SPOKEN = (("+", " plus "), ("@", " at "), ("%", " percent "), ("&", " and "), ("#", " hash "))

_PROTECTED = ("model_dump", "model_validate")  # pydantic's own protected namespaces

KEYWORDS = frozenset(keyword.kwlist)
SOFT_NAMES = frozenset({"self", "cls", "super"})
"""Words that read as something else inside a method."""

ARGUMENTS = SOFT_NAMES | {"options"}
"""Names a generated method needs for itself."""

METHODS = SOFT_NAMES | {"types", "builtins", "datetime"}
"""Names that annotations beside a method look up."""

CLIENT = METHODS | {
    "close",
    "raw_response",
    "response_info",
    "streaming_response",
    "wait",
    "with_options",
}
"""Names of the client's own methods."""

CONSTRUCTOR = SOFT_NAMES | {"base_url", "options"}

ATTRIBUTES = SOFT_NAMES | {"str", "int", "float", "bool", "list", "dict", "bytes", "object"}
"""Field names that would hide the type of another field of the same class."""

PYDANTIC = frozenset(
    [
        "construct",
        "copy",
        "dict",
        "fields_set",
        "from_orm",
        "json",
        "parse_file",
        "parse_obj",
        "parse_raw",
        "schema",
        "schema_json",
        "update_forward_refs",
        "validate",
        "model_computed_fields",
        "model_config",
        "model_construct",
        "model_copy",
        "model_extra",
        "model_fields",
        "model_fields_set",
        "model_json_schema",
        "model_parametrized_name",
        "model_post_init",
        "model_rebuild",
    ]
)
"""Attributes of pydantic's BaseModel."""

CLASSES = frozenset({"None", "True", "False", "Any", "Annotated", "ConfigDict", "Field"}) | {
    "Literal", "Mapping", "Model", "NotRequired", "Sequence", "TypeAlias", "TypeAliasType",
    "TypedDict", "Union", "UnknownVariant",
}  # fmt: skip
"""Names that the modules of models import."""


RUNTIME_ERRORS = (
    "APIConnectionError",
    "APITimeoutError",
    "ClientClosedError",
    "ClientError",
    "DeadlineExceededError",
    "DecodingError",
    "InsecureTransportWarning",
    "InvalidRequestError",
    "MissingCredentialsError",
    "PollingError",
    "PollingFailedError",
    "PollingTimeoutError",
    "RedirectError",
    "ResponseError",
    "ResponseTooLargeError",
    "SDKError",
    "ServerError",
    "StatusError",
    "TransportError",
)
"""Errors of the runtime: no class of a documented status takes their names."""


RUNTIME_CLASSES = frozenset(
    [
        "AsyncBaseClient",
        "AsyncBinaryResponse",
        "AsyncClientOptions",
        "AsyncResource",
        "AsyncStream",
        "BaseClient",
        "Basic",
        "Bearer",
        "ApiKey",
        "Binary",
        "BinaryBody",
        "BinaryResponse",
        "ClientOptions",
        "ClientSpec",
        "CursorPages",
        "Empty",
        "Events",
        "FileArgument",
        "FileContent",
        "FormBody",
        "GlobalHeader",
        "Json",
        "JsonBody",
        "Lines",
        "MultipartBody",
        "OAuth2ClientCredentials",
        "OffsetPages",
        "Omit",
        "Operation",
        "PageNumberPages",
        "Pages",
        "Param",
        "Polling",
        "RequestOptions",
        "Resource",
        "Stream",
        "Text",
        "WholeBody",
    ]
)
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


def words(text: str) -> list[str]:
    """Split a name of any style into its words: ``datasetType``, ``X-Client-Name``, ``a/b.c``."""
    text = unicodedata.normalize("NFKC", text)
    for sign, spoken in _SPOKEN:
        text = text.replace(sign, spoken)
    text = re.sub(r"^-(?=\d)", "minus ", text)
    return [word for part in re.split(r"[\W_]+", text) for word in _WORD.findall(part)]


def snake(text: str, prefix: str = "field") -> str:
    """Write a name the way Python writes functions; `prefix` helps one that starts with a digit."""
    return _startable("_".join(word.lower() for word in words(text)), f"{prefix}_", prefix)


def pascal(text: str, prefix: str = "Model") -> str:
    """Write a name the way Python writes classes; one that is already written so stays as it is."""
    if _CLASS_NAME.fullmatch(text):
        return text
    return _startable("".join(word[:1].upper() + word[1:] for word in words(text)), prefix, prefix)


def _startable(name: str, prefix: str, fallback: str) -> str:
    if not name:
        return fallback
    return name if name.isidentifier() else prefix + name


def attribute_needs_other_name(name: str) -> bool:
    """Say whether a pydantic model cannot have a field of this name."""
    return name in ATTRIBUTES or name in PYDANTIC or name.startswith(_PROTECTED)


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
