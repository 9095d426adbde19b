"""Documents that do not say how to authenticate, although the API answers 401 without it."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import endpoints
from specquilt.rules.security.auth_as_header_param import credentials

_HELP = """\
pass headers={"Authorization": "…"} to the client, or add to the actions of an overlay what the API expects:
- target: $
  update:
    components: {securitySchemes: {bearerAuth: {type: http, scheme: bearer}}}
    security: [{bearerAuth: []}]"""


def check(node: Cursor) -> Iterator[Problem]:
    """Report documents that declare no security, and document 401."""
    calls = node.once(endpoints) if "paths" in node.value else ()
    is_declared = "security" in node.value or any("security" in each.value for each in calls)
    if is_declared or mapping(node.mapping("components").get("securitySchemes")):
        return
    asking = [each for each in calls if "401" in mapping(each.value.get("responses"))]
    if asking and not any(credentials(node)):
        message = f"{asking[0].name} documents status 401, but no authentication is declared"
        yield Problem(message, (*asking[0].pointer, "responses", "401"), help=_HELP)


RULE = Rule(
    summary="documents that declare no authentication, but document status 401",
    why="Status 401 means that credentials are missing (RFC 9110, section 15.5.2). The client has no "
    "argument for them, so they must be passed as a header.",
    severity=Severity.WARNING,
    on=Kind.DOCUMENT,
    keys=("paths",),
    check=check,
    before="""
        paths:
          /quilts:
            get:
              operationId: list_quilts
              responses:
                '204': {description: No quilts}
                '401': {description: Not authenticated}
    """,
)
