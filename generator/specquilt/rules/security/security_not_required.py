"""Security schemes that no call requires."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import endpoints
from specquilt.rules.security.auth_as_header_param import credentials


def check(node: Cursor) -> Iterator[Problem]:
    """Look for declared schemes in a document without any `security`."""
    schemes = mapping(node.mapping("components").get("securitySchemes"))
    calls = node.once(endpoints)
    is_required = "security" in node.value or any("security" in each.value for each in calls)
    if schemes and calls and not is_required and not any(credentials(node)):
        message = f"nothing requires the security scheme{'s' * (len(schemes) > 1)} "
        pointer = node.pointer_to("components", "securitySchemes")
        advice = "" if len(schemes) == 1 else "add `security`, in the overlay if need be"
        yield Problem(message + ", ".join(schemes), pointer, tuple(_edits(list(schemes))), advice)


def _edits(names: list[str]) -> Iterator[Edit]:
    """One scheme leaves no question; several may be alternatives, or needed together."""
    if len(names) == 1:
        yield Set(("security",), [{names[0]: list[str]()}])


RULE = Rule(
    summary="security schemes that no operation requires",
    why="Declaring a scheme does not apply it (OpenAPI 3.1, section 4.8.30): a client would send "
    "no credentials at all.",
    fix=Fix.GUESS,
    on=Kind.DOCUMENT,
    keys=("components",),
    check=check,
    before="""
        paths:
          /quilts:
            get: {operationId: list_quilts, responses: {'204': {description: None there}}}
        components:
          securitySchemes:
            bearerAuth: {type: http, scheme: bearer}
    """,
    after="""
        paths:
          /quilts:
            get: {operationId: list_quilts, responses: {'204': {description: None there}}}
        components:
          securitySchemes:
            bearerAuth: {type: http, scheme: bearer}
        security:
          - bearerAuth: []
    """,
)
