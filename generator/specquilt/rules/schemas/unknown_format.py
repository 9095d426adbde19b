"""Formats that are not registered."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_TYPES = "string number integer boolean object array null"  # reported by format-is-type-name
_REGISTERED = frozenset(
    f"{_TYPES} int8 int16 int32 int64 uint8 uint16 uint32 uint64 double-int float double decimal "
    "decimal128 date date-time date-time-local time time-local duration unixtime unix-time "
    "http-date email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri iri-reference "
    "uri-template uuid json-pointer relative-json-pointer regex binary byte base64url char "
    "commonmark html media-range password etag sf-binary sf-boolean sf-decimal sf-integer "
    "sf-string sf-token".split(" ")
)
_MEANT = {
    "datetime": "date-time",
    "date_time": "date-time",
    "guid": "uuid",
    "url": "uri",
    "e-mail": "email",
    "int": "int32",
    "long": "int64",
    "file": "binary",
    "base64": "byte",
}


def check(node: Cursor) -> Iterator[Problem]:
    """Report formats that are not in the OpenAPI registry; each unknown format is reported once."""
    name = node.value.get("format")
    if not isinstance(name, str) or not name or name in _REGISTERED:
        return
    meant = _MEANT.get(name.lower())
    reported = node.once(_reported)
    if meant:
        edit = Set(node.pointer_to("format"), meant)
        yield Problem(
            f"unknown format {name!r} (did you mean {meant!r}?)", node.pointer_to("format"), (edit,)
        )
    elif name not in reported:
        reported.add(name)
        yield Problem(f"unknown format {name!r}", node.pointer_to("format"))


def _reported(_document: Document) -> set[str]:
    """Return an empty set for the document: each unknown format is reported once."""
    return set()


RULE = Rule(
    summary="formats that are not in the OpenAPI format registry",
    why="Tools ignore formats they do not know. The fix replaces common misspellings, such as "
    "`datetime`, with the registered name (spec.openapis.org/registry/format).",
    severity=Severity.INFO,
    fix=Fix.GUESS,
    on=Kind.SCHEMA,
    keys=("format",),
    check=check,
    before="""
        type: string
        format: datetime
    """,
    after="""
        type: string
        format: date-time
    """,
)
