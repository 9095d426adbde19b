"""OAuth scopes that are not declared."""

import difflib
from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import listing, mapping
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report scopes that no flow of the OAuth 2 scheme declares."""
    for index, requirement in enumerate(node.listing("security")):
        for name, scopes in mapping(requirement).items():
            known = _declared(node, name)
            for at, scope in enumerate(listing(scopes) if known else ()):
                if isinstance(scope, str) and scope not in known:
                    close = difflib.get_close_matches(scope, known, n=1)
                    advice = f"did you mean {close[0]!r}?" if close else ""
                    message = f"security scheme {name!r} has no scope {scope!r}"
                    yield Problem(
                        message, node.pointer_to("security", index, name, at), help=advice
                    )


def _declared(node: Cursor, name: str) -> list[str]:
    components = mapping(node.document.data.get("components"))
    scheme = mapping(node.resolve(mapping(components.get("securitySchemes")).get(name)))
    flows: list[Any] = list(mapping(scheme.get("flows")).values())
    return [scope for flow in flows for scope in mapping(mapping(flow).get("scopes"))]


RULE = Rule(
    summary="OAuth scopes that the security scheme does not declare",
    why="A misspelled scope makes the token request or the call fail.",
    severity=Severity.WARNING,
    on=Kind.OPERATION,
    also=(Kind.DOCUMENT,),
    shown=Kind.DOCUMENT,
    keys=("security",),
    check=check,
    before="""
        security:
          - account: ['quilts:wirte']
        components:
          securitySchemes:
            account:
              type: oauth2
              flows:
                clientCredentials:
                  tokenUrl: https://api.quilt.test/token
                  scopes:
                    quilts:read: See them
                    quilts:write: Change them
    """,
)
