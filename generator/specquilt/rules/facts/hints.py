"""Extensions that documents have for other generators: what becomes of each, in one table.

A rule reads the value of an extension by its shape, so that extensions which say the same in the same
way need no code. Extensions that begin like one of the table, but are not in it, are reported, too.
"""

from __future__ import annotations

from functools import cache

from specquilt.openapi.kinds import Kind

_NAMES = "arguments and fields are called as the document calls what is sent; `[client.names]` names arguments"
_CODE = "a document must not decide what a client imports"
_EXAMPLES = "examples are read from `example` and `examples`"
_FIELDS = "the fields of a body are arguments of their own"
_SERVERS = "`base_url` chooses the server"
_RETRIES = "requests that are safe to repeat are retried; `max_retries` of a client or a call says how often"
_AUDIENCE = 'operations for every audience are generated; to choose: `include = ["x-fern-audiences:NAME"]` in [select]'
_SCHEMES = "its scheme of pages is in another file, which `specquilt init --from` reads"
_JOBS = "`x-specquilt-polling` says how to wait for a job"

_DESCRIBED = (Kind.OPERATION, Kind.SCHEMA, Kind.PARAMETER)
_CALLED = (Kind.OPERATION, Kind.PATH_ITEM)
_ANYWHERE = tuple(Kind)


class HintRow:
    """Extensions that say the same kind of thing.

    Args:
        keys: the extensions; one rule reads all of them.
        on: the kinds of objects in which they have an effect.
        rule: the id of the rule that reads them; empty if nothing can follow from them.
        why: why nothing follows from them; empty if every client does what they ask for.
    """

    # A NamedTuple or a dataclass takes ten times as long to create, in every run.
    def __init__(
        self, keys: tuple[str, ...], on: tuple[Kind, ...], rule: str = "", why: str = ""
    ) -> None:
        self.keys, self.on, self.rule, self.why = keys, on, rule, why


TABLE = (
    HintRow(
        ("x-fern-sdk-group-name", "x-fern-sdk-method-name"), (Kind.OPERATION,), "declared-call"
    ),
    HintRow(("x-speakeasy-group", "x-speakeasy-name-override"), (Kind.OPERATION,), "declared-call"),
    HintRow(("x-sdk-resource", "x-sdk-operation-name"), (Kind.OPERATION,), "declared-call"),
    HintRow(("x-fern-type-name", "x-ms-enum"), (Kind.SCHEMA,), "declared-name"),
    HintRow(
        ("x-speakeasy-name-override", "x-ms-client-name", "x-stainless-naming"),
        (Kind.SCHEMA,),
        "declared-name",
    ),
    HintRow(
        ("x-fern-pagination", "x-speakeasy-pagination", "x-ms-pageable", "x-pagination"),
        (Kind.OPERATION,),
        "declared-pagination",
    ),
    HintRow(("x-fern-pagination",), (Kind.DOCUMENT,), "declared-pagination"),
    HintRow(
        (
            *("x-enum-varnames", "x-enumNames", "x-enum-names", "x-speakeasy-enums"),
            *("x-fern-enum", "x-ms-enum", "x-enum-elements", "x-enum-values"),
            *("x-enum-descriptions", "x-enumDescriptions", "x-speakeasy-enum-descriptions"),
            "x-enum-comments",
        ),
        (Kind.SCHEMA,),
        "declared-enum",
    ),
    HintRow(
        (
            *("x-fern-availability", "x-stability-level", "x-beta", "x-experimental"),
            *("x-preview", "x-deprecated", "x-deprecation-message", "x-deprecatedMessage"),
            "x-speakeasy-deprecation-message",
        ),
        _DESCRIBED,
        "declared-availability",
    ),
    HintRow(
        (
            *("x-internal", "x-hidden", "x-excluded", "x-fern-ignore", "x-speakeasy-ignore"),
            *("x-stainless-skip", "x-sdk-exclude", "x-sdk-skip", "x-hidden-from-docs"),
        ),
        _CALLED,
        "declared-internal",
    ),
    HintRow(("x-fern-streaming", "x-fern-sdk-streaming"), (Kind.OPERATION,), "declared-streaming"),
    HintRow(("x-fern-audiences",), (Kind.OPERATION,), why=_AUDIENCE),
    HintRow(("x-speakeasy-unknown-values",), (Kind.SCHEMA,)),
    HintRow(("x-speakeasy-sse-sentinel",), _ANYWHERE),
    HintRow(("x-fern-retries", "x-speakeasy-retries", "x-retry-strategy"), _ANYWHERE, why=_RETRIES),
    HintRow(
        (
            *("x-ms-client-name", "x-speakeasy-name-override", "x-fern-parameter-name"),
            *("x-fern-sdk-parameter-name", "x-fern-property-name", "x-stainless-naming"),
        ),
        _ANYWHERE,
        why=_NAMES,
    ),
    HintRow(("x-fern-request-name", "x-codegen-request-body-name"), _ANYWHERE, why=_FIELDS),
    HintRow(
        ("x-fern-examples", "x-speakeasy-example", "x-speakeasy-usage-example"),
        _ANYWHERE,
        why=_EXAMPLES,
    ),
    HintRow(("x-fern-server-name", "x-speakeasy-server-id"), _ANYWHERE, why=_SERVERS),
    HintRow(("x-stainless-pagination-property",), _ANYWHERE, why=_SCHEMES),
    HintRow(("x-ms-long-running-operation",), _ANYWHERE, why=_JOBS),
    HintRow(
        (
            *("customTypePath", "customBasePath", "x-python-type", "x-python-import"),
            *("x-python-class", "x-go-type", "x-go-type-import"),
        ),
        _ANYWHERE,
        why=_CODE,
    ),
)
"""The first row with a key and a kind of object says what becomes of the extension."""

OTHERS = "it is for other generators"


def keys_of(rule: str) -> tuple[str, ...]:
    """Return the extensions that a rule reads."""
    return tuple(dict.fromkeys(key for hint in TABLE if hint.rule == rule for key in hint.keys))


@cache
def is_hint(key: str) -> bool:
    """Return whether a key is in the table, or begins like an extension of the table."""
    return any(key in hint.keys for hint in TABLE) or key.startswith(_families())


@cache
def unused(key: str, kind: Kind) -> str:
    """Return why nothing follows from an extension of an object; empty if something does."""
    rows = [hint for hint in TABLE if key in hint.keys]
    here = next((hint for hint in rows if kind in hint.on), None)
    if here:
        return here.why
    if rows:
        return f"it has no effect in {kind.replace('-', ' ')}s"
    return OTHERS if key.startswith(_families()) else ""


@cache
def _families() -> tuple[str, ...]:
    """Return how the extensions of the table begin: ``x-enum-`` of ``x-enum-varnames``."""
    names = [key.split("-") for hint in TABLE for key in hint.keys if key.startswith("x-")]
    return tuple({f"x-{parts[1]}-" for parts in names if len(parts) > 2})
