"""A name that a Python class cannot use as it is."""

import keyword
import re
from collections.abc import Iterator

from specquilt.document import Document
from specquilt.finding import Severity
from specquilt.naming import snake
from specquilt.rules._rule import Problem, Rule
from specquilt.walk import Kind, Node

_OF_PYTHON = {"bool", "bytes", "cls", "dict", "float", "int", "list", "object", "self", "str"}
_OF_PYDANTIC = re.compile(
    r"construct|copy|fields_set|from_orm|json|parse_(file|obj|raw)|schema(_json)?|validate|"
    r"update_forward_refs|model_(dump|validate)\w*|"
    r"model_(computed_fields|config|construct|copy|extra|fields|fields_set|json_schema|"
    r"parametrized_name|post_init|rebuild)"
)


def check(node: Node) -> Iterator[Problem]:
    """Look among properties for keywords, types, and attributes that every model has."""
    reported = node.once(_reported)
    for name in node.mapping("properties"):
        reason = _reason(name)
        if reason and name not in reported:
            reported.add(name)
            message = f"property {name!r} {reason}: the client gives it another name"
            yield Problem(message, node.at("properties", name))


def _reason(name: str) -> str:
    plain = snake(name)
    reasons = (
        (keyword.iskeyword(plain) or name in ("None", "True", "False"), "is a keyword of Python"),
        (plain in _OF_PYTHON, "hides a builtin of Python"),
        (_OF_PYDANTIC.fullmatch(plain), "clashes with models of pydantic"),
        (not plain or plain[0].isdigit(), "begins with no letter"),
        (name.startswith("_"), "begins with an underscore, as private attributes do"),
    )
    return next((reason for is_so, reason in reasons if is_so), "")


def _reported(_document: Document) -> set[str]:
    """Start with none: one finding for each name is enough."""
    return set()


RULE = Rule(
    summary="property names that Python or pydantic keeps for itself",
    why="The attribute of the class has a slightly different name then; over the wire, nothing "
    "changes. A field called `float` can even break the type of its neighbours.",
    severity=Severity.INFO,
    on=Kind.SCHEMA,
    check=check,
    before="""
        type: object
        properties:
          from: {type: string}
    """,
)
