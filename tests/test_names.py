"""A name means one thing: no public class is defined twice."""

from __future__ import annotations

import ast
from collections import defaultdict

from layers import PACKAGE

ALLOWED = {
    "Block": "of lines of a page; of lines that the formatter lays out",
    "ListOf": "a type of an API's values; a type of a configuration's values",
    "Origin": "the page of a part; the origin of a URL, which is HTTP's own word (RFC 6454)",
    "Problem": "what a rule has found; the body of an error, which is RFC 9457's own word",
    "Text": "a type of a configuration's values; an answer in the runtime",
}
"""Classes of two meanings, none of which is in sight of the other."""


def test_no_public_class_is_defined_twice() -> None:
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(path.relative_to(PACKAGE).as_posix())
    twice = {name: places for name, places in homes.items() if len(places) > 1}
    assert {name: places for name, places in twice.items() if name not in ALLOWED} == {}
    assert set(twice) == set(ALLOWED), "some names are not defined twice any more"
    assert all(len(places) == 2 for places in twice.values())
