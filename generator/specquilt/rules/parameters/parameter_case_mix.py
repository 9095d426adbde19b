"""Parameter names in several styles."""

import re
from collections import Counter
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import listing, mapping
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import endpoints

_STYLES = {
    "snake_case": re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+"),
    "camelCase": re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)+"),
    "kebab-case": re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+"),
}


def check(node: Cursor) -> Iterator[Problem]:
    """Report path and query parameters that are not written in the most common style."""
    places = dict(reversed([*_names(node)]))
    styles = {name: _style(name) for name in places if _style(name)}
    common = Counter(styles.values()).most_common(2)
    if len(common) < 2 or common[0][1] == common[1][1]:
        return
    usual = common[0][0]
    for name, pointer in reversed(places.items()):
        if styles.get(name, usual) != usual:
            message = f"parameter {name!r} is {styles[name]}; most others are {usual}"
            yield Problem(message, pointer)


def _names(node: Cursor) -> Iterator[tuple[str, Pointer]]:
    for operation in node.once(endpoints):
        for index, parameter in enumerate(listing(operation.value.get("parameters"))):
            parameter = mapping(node.resolve(parameter))
            if parameter.get("in") in ("path", "query"):
                yield str(parameter.get("name")), (*operation.pointer, "parameters", index)


def _style(name: str) -> str:
    return next((style for style, form in _STYLES.items() if form.fullmatch(name)), "")


RULE = Rule(
    summary="parameters that are not written in the style of most others",
    why="The name may be misspelled, and servers silently ignore unknown parameters. In the "
    "Python client, all names are in snake_case.",
    severity=Severity.INFO,
    on=Kind.DOCUMENT,
    check=check,
    before="""
        paths:
          /quilts:
            get:
              operationId: list_quilts
              parameters:
                - {name: thread_count, in: query, schema: {type: integer}}
                - {name: patch_size, in: query, schema: {type: integer}}
                - {name: mainColor, in: query, schema: {type: string}}
              responses: {'204': {description: No content}}
    """,
)
