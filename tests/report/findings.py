"""Example findings, including texts that need escaping."""

from __future__ import annotations

from specquilt.openapi.edits import Remove, RenameKey, Set
from specquilt.openapi.finding import Finding, Fix, Location, Severity

PLAIN = Finding(
    "enum-value-objects",
    Severity.ERROR,
    "enum items are objects like {value: 'a'} instead of 'a'",
    Location("pages/embed jobs.md", 12, 3),
    ("paths", "/v1/jobs/{id}", "get", "tags", 0),
    operation="GET /v1/jobs/{id}",
    help="take the objects off",
    fix=Fix.SAFE,
)
SPECIAL_CHARACTERS = Finding(
    "empty-description",
    Severity.WARNING,
    "100%: <b>\"bold\" & 'bad'</b> ]]> | `x` \x1b[31m\x00\x85 größe 😀\nsecond, line: 2",
    Location("c:/odd,name:100%.yaml", 1, 1),
    ("components", "schemas", "a/b~c"),
    related=(Location("other.yaml", 7, 1),),
)
NO_LOCATION = Finding("unused-ignore", Severity.INFO, "nothing to ignore")
REPAIRED = Finding(
    "nested-tags", Severity.ERROR, "a tag is a list", Location("a.yaml", 3), repaired=True
)
DUPLICATES = [
    Finding("nested-tags", Severity.ERROR, "twice", Location("a.yaml", line)) for line in (1, 2)
]
GUESSED = Finding(
    "unknown-type",
    Severity.WARNING,
    "unknown type 'txt'",
    Location("a.yaml", 4),
    ("components", "schemas", "a/b", "type"),
    fix=Fix.GUESS,
    edits=(
        Set(("components", "schemas", "a/b", "type"), "string"),
        Remove(("components", "schemas", "a/b", "x")),
        RenameKey(("components", "schemas", "a/b", "y"), "z"),
    ),
)
ALL = [PLAIN, SPECIAL_CHARACTERS, NO_LOCATION, REPAIRED, *DUPLICATES]
