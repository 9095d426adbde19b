"""Documents that never mention security."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import endpoints
from specquilt.rules.security.auth_as_header_param import credentials


def check(node: Cursor) -> Iterator[Problem]:
    """Report a whole document with neither security schemes, nor `security`, nor key headers."""
    calls = node.once(endpoints) if node.value.get("paths") else ()
    schemes = mapping(node.mapping("components").get("securitySchemes"))
    # Where 401 is documented, authentication-not-declared says more.
    is_mentioned = "security" in node.value or any(
        "security" in each.value or "401" in mapping(each.value.get("responses")) for each in calls
    )
    if calls and not schemes and not is_mentioned and not any(credentials(node)):
        advice = "add a security scheme and `security`, or `security: []` if there is none"
        yield Problem("the document has no `security`", ("paths",), help=advice)


RULE = Rule(
    summary="documents without security schemes and `security`",
    why="A client sends no credentials. If the API needs none, `security: []` says so.",
    severity=Severity.INFO,
    on=Kind.DOCUMENT,
    keys=("paths",),
    check=check,
    before="""
        paths:
          /quilts:
            get: {operationId: list_quilts, responses: {'204': {description: No content}}}
    """,
)
