"""Component names with invalid characters."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import RenameKey
from specquilt.openapi.finding import Fix
from specquilt.openapi.keys import NOT_IN_COMPONENT_NAMES
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import without_extensions
from specquilt.openapi.words import pascal
from specquilt.rules.engine.rule import Problem, Rule

_LEGAL = re.compile(r"[A-Za-z0-9._-]+")


def check(node: Cursor) -> Iterator[Problem]:
    """Report names with invalid characters, such as ``type_:Foo`` and ``Page[Foo]``."""
    for section, components in without_extensions(node.value).items():
        names = list(components) if isinstance(components, dict) else []
        taken = set(names)
        for name in names:
            if not _LEGAL.fullmatch(name):
                better = next(each for each in _candidates(name) if each not in taken)
                taken.add(better)
                message = f"component name {name!r} contains characters that are not allowed"
                edit = RenameKey(node.pointer_to(section, name), better)
                yield Problem(message, node.pointer_to(section, name), (edit,))


def _candidates(name: str) -> Iterator[str]:
    """Yield new names, best first: the part after a colon, the legal characters, numbered names."""
    last = name.rpartition(":")[2]
    if _LEGAL.fullmatch(last):
        yield last
    plain = NOT_IN_COMPONENT_NAMES.sub("", normalize("NFKD", pascal(name))) or "Unnamed"
    yield plain
    number = 2
    while True:
        yield f"{plain}{number}"
        number += 1


RULE = Rule(
    summary="component names with characters that are not allowed",
    why="Names may contain letters, digits, `.`, `-` and `_` (OpenAPI 3.1, section 4.8.7.1). "
    "Other characters break references and validators.",
    fix=Fix.SAFE,
    on=Kind.COMPONENTS,
    covers=("propertyNames",),
    check=check,
    before="""
        schemas:
          type_:Quilt:
            type: object
            properties:
              patches: {type: array, items: {$ref: '#/components/schemas/List[Patch]'}}
          List[Patch]:
            type: string
    """,
    after="""
        schemas:
          Quilt:
            type: object
            properties:
              patches: {type: array, items: {$ref: '#/components/schemas/ListPatch'}}
          ListPatch:
            type: string
    """,
)
