"""A format that nobody has registered."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_TYPES = "string number integer boolean object array null"  # they have a rule of their own
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
    """Look for a format that is no word of the registry; the first use of each is reported."""
    name = node.value.get("format")
    if not isinstance(name, str) or not name or name in _REGISTERED:
        return
    meant = _MEANT.get(name.lower())
    reported = node.once(_reported)
    if meant:
        edit = Set(node.pointer_to("format"), meant)
        yield Problem(f"format {name!r} is called {meant!r}", node.pointer_to("format"), (edit,))
    elif name not in reported:
        reported.add(name)
        yield Problem(
            f"nobody but this document knows the format {name!r}", node.pointer_to("format")
        )


def _reported(_document: Document) -> set[str]:
    """Start with none: an own format is used in many places, and one finding says it all."""
    return set()


RULE = Rule(
    summary="formats that are in no registry",
    why="Tools ignore what they do not know, so the format says nothing to anybody; one that is "
    "nearly right is meant to be one of the registry (spec.openapis.org/registry/format).",
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
