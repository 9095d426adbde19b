"""Authentication of requests: selects the schemes and adds their credentials."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..auth.schemes import Authentication, Scheme, combined
from ..auth.tokens import TokenSource
from ..core import CallContext
from ..errors import InsecureTransportWarning, MissingCredentialsError
from ..request import Request, split_url

if TYPE_CHECKING:
    from ..operation import Operation

_NOTHING = Authentication({})
_LOOPBACK = ("localhost", "::1")


async def authenticate(
    context: CallContext, operation: Operation[Any], request: Request
) -> Authentication:
    """Return the authentication of the first alternative that has all of its credentials.

    Raises:
        MissingCredentialsError: No alternative has its credentials.
    """
    core = context.core
    alternatives = _alternatives(core.spec.auth, operation.security)
    for schemes in alternatives:
        found = await _authentications(schemes, context, request)
        if found:
            _warn_of_plain_http(context)
            return found[0] if len(found) == 1 else combined(found)
    if all(alternatives) and alternatives and not _authenticated_by_user(request):
        sources = (" and ".join(each.sources for each in schemes) for schemes in alternatives)
        raise MissingCredentialsError(f"no credentials: pass {' or '.join(sources)}")
    return _NOTHING


def _alternatives(
    auth: Sequence[Scheme], security: Sequence[Sequence[int]]
) -> list[Sequence[Scheme]]:
    if not security:
        return [(scheme,) for scheme in auth]
    return [[auth[at] for at in positions] for positions in security]


async def _authentications(
    schemes: Sequence[Scheme], context: CallContext, request: Request
) -> list[Authentication]:
    """Return the authentication of each scheme; empty if one of them has no credentials."""
    found: list[Authentication] = []
    for scheme in schemes:
        added = await scheme.authenticate(context.core.credentials, tokens_of(context, request))
        if added is None:
            return []
        found.append(added)
    return found


def with_authentication(request: Request, added: Authentication) -> Request:
    """Return the authenticated request; headers set by the user take precedence."""
    if added is _NOTHING:
        return request
    headers = {**added.headers, **request.headers}
    if "cookie" in added.headers and "cookie" in request.headers:
        headers["cookie"] = f"{request.headers['cookie']}; {added.headers['cookie']}"
    if added.query is None:
        return request._replace(headers=headers)
    separator = "&" if "?" in request.target else "?"
    return request._replace(headers=headers, target=f"{request.target}{separator}{added.query}")


def tokens_of(context: CallContext, request: Request) -> TokenSource:
    """Return the client's tokens; missing ones are fetched with the timeouts of this call."""

    def token_request(url: str, body: bytes, headers: dict[str, str]) -> Request:
        origin, target = split_url(url)
        sized = {**headers, "content-length": str(len(body))}
        agent = {"user-agent": context.core.headers["user-agent"]}
        return Request(
            "POST", origin, target, agent | sized, body, request.timeout, request.expires_at
        )

    core = context.core
    return TokenSource(core.tokens, context.sender, token_request, core.base_url)


def _authenticated_by_user(request: Request) -> bool:
    return "authorization" in request.headers


def _warn_of_plain_http(context: CallContext) -> None:
    core = context.core
    scheme, host, _ = core.origin
    local = host in _LOOPBACK or host.startswith("127.") or host.endswith(".localhost")
    if scheme == "https" or local or core.warned_of_plain_http:
        return
    core.warned_of_plain_http = True
    message = f"credentials are sent unencrypted to {core.origin}: use https"
    warnings.warn(message, InsecureTransportWarning, stacklevel=2)
