"""Components that are never used."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.usage import used_components


def check(node: Cursor) -> Iterator[Problem]:
    """Report components that no operation refers to, directly or through other components."""
    used = node.once(used_components)
    for section, components in node.value.items():
        names = [] if section.startswith("x-") else list(mapping(components))
        unused = [name for name in names if (section, name) not in used]
        if section == "securitySchemes" and unused == names:
            continue  # reported by security-not-required
        for name in unused:
            yield Problem(f"{name!r} in `{section}` is not used", node.pointer_to(section, name))


RULE = Rule(
    summary="components that no operation uses",
    why="The component is left over, or the reference to it was lost. It is not part of the "
    "client.",
    severity=Severity.INFO,
    on=Kind.COMPONENTS,
    shown=Kind.DOCUMENT,
    check=check,
    before="""
        components:
          schemas:
            Quilt:
              type: string
    """,
)
