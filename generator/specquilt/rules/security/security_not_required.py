"""Security schemes that no operation requires."""

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
    """Report declared security schemes in a document without any `security`."""
    schemes = mapping(node.mapping("components").get("securitySchemes"))
    calls = node.once(endpoints)
    is_required = "security" in node.value or any("security" in each.value for each in calls)
    if schemes and calls and not is_required and not any(credentials(node)):
        message = f"no operation requires the security scheme{'s' * (len(schemes) > 1)} "
        pointer = node.pointer_to("components", "securitySchemes")
        advice = "" if len(schemes) == 1 else "add `security` to the document or to the overlay"
        yield Problem(message + ", ".join(schemes), pointer, tuple(_edits(list(schemes))), advice)


def _edits(names: list[str]) -> Iterator[Edit]:
    """Require the scheme if there is only one; several may be alternatives or required together."""
    if len(names) == 1:
        yield Set(("security",), [{names[0]: list[str]()}])


RULE = Rule(
    summary="security schemes that no operation requires",
    why="Declaring a scheme does not apply it (OpenAPI 3.1, section 4.8.30). A client would not "
    "send any credentials.",
    fix=Fix.GUESS,
    on=Kind.DOCUMENT,
    keys=("components",),
    check=check,
    before="""
        paths:
          /quilts:
            get: {operationId: list_quilts, responses: {'204': {description: No content}}}
        components:
          securitySchemes:
            bearerAuth: {type: http, scheme: bearer}
    """,
    after="""
        paths:
          /quilts:
            get: {operationId: list_quilts, responses: {'204': {description: No content}}}
        components:
          securitySchemes:
            bearerAuth: {type: http, scheme: bearer}
        security:
          - bearerAuth: []
    """,
)
