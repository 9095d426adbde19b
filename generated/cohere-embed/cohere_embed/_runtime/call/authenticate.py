"""Authentication of requests: selects the schemes and adds their credentials."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from ..auth.plain_http import warn_of_plain_http
from ..auth.schemes import Authentication, Scheme, combined
from ..auth.tokens import TokenSource
from ..core import CallContext
from ..errors import MissingCredentialsError
from ..request import Request

if TYPE_CHECKING:
    from ..operation import Operation

NOTHING: Final = Authentication({})


async def authenticate(
    context: CallContext, operation: Operation[Any], request: Request
) -> Authentication:
    """Return the authentication of the first alternative that has all of its credentials.

    Raises:
        MissingCredentialsError: No alternative has its credentials.
    """
    core = context.core
    alternatives = (
        _alternatives(core.spec.auth, operation.security)
        if operation.security
        else core.alternatives
    )
    for schemes in alternatives:
        found = await _authentications(schemes, context, request)
        if found:
            warn_of_plain_http(core.warned_of_plain_http, request.origin)
            return found[0] if len(found) == 1 else combined(found)
    if "authorization" in request.headers:
        warn_of_plain_http(core.warned_of_plain_http, request.origin)
    elif all(alternatives) and alternatives:
        sources = (" and ".join(each.sources for each in schemes) for schemes in alternatives)
        raise MissingCredentialsError(f"no credentials: pass {' or '.join(sources)}")
    return NOTHING


def _alternatives(
    auth: Sequence[Scheme], security: Sequence[Sequence[int]]
) -> list[Sequence[Scheme]]:
    return [[auth[at] for at in positions] for positions in security]


async def _authentications(
    schemes: Sequence[Scheme], context: CallContext, request: Request
) -> list[Authentication]:
    """Return the authentication of each scheme; empty if one of them has no credentials."""
    found: list[Authentication] = []
    credentials = context.core.credentials
    tokens = TokenSource(context.core, context.sender, request)
    for scheme in schemes:
        added = await scheme.authenticate(credentials, tokens)
        if added is None:
            return []
        found.append(added)
    return found


def with_authentication(request: Request, added: Authentication) -> Request:
    """Return the authenticated request; headers set by the user take precedence."""
    return request if added is NOTHING else added.added_to(request)
