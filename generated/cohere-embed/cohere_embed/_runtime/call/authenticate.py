"""Authentication of requests: selects the schemes and adds their credentials."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from ..auth.schemes import Authentication, Scheme, combined
from ..auth.tokens import TokenSource
from ..core import CallContext
from ..errors import InsecureTransportWarning, MissingCredentialsError
from ..request import Origin, Request, split_url

if TYPE_CHECKING:
    from ..operation import Operation

NOTHING: Final = Authentication({})
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
            _warn_of_plain_http(context, request.origin)
            return found[0] if len(found) == 1 else combined(found)
    if _authenticated_by_user(request):
        _warn_of_plain_http(context, request.origin)
    elif all(alternatives) and alternatives:
        sources = (" and ".join(each.sources for each in schemes) for schemes in alternatives)
        raise MissingCredentialsError(f"no credentials: pass {' or '.join(sources)}")
    return NOTHING


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
    if added is NOTHING:
        return request
    headers = {**added.headers, **request.headers}
    if "cookie" in added.headers and "cookie" in request.headers:
        headers["cookie"] = f"{request.headers['cookie']}; {added.headers['cookie']}"
    target = request.target
    if added.query is not None:
        target = f"{target}{'&' if '?' in target else '?'}{added.query}"
    return request.replace(headers=headers, target=target, secrets=added.secrets)


def tokens_of(context: CallContext, request: Request) -> TokenSource:
    """Return the client's tokens; missing ones are fetched with the timeouts of this call."""

    def token_request(
        url: str, body: bytes, headers: dict[str, str], secrets: tuple[str, ...]
    ) -> Request:
        origin, target = split_url(url)
        _warn_of_plain_http(context, origin)
        sized = {**headers, "content-length": str(len(body))}
        return Request(
            "POST",
            origin,
            target or "/",
            {"user-agent": context.core.headers["user-agent"], **sized},
            body,
            request.timeout,
            request.expires_at,
            secrets=secrets,
        )

    core = context.core
    return TokenSource(core.tokens, context.sender, token_request, core.base_url)


def _authenticated_by_user(request: Request) -> bool:
    return "authorization" in request.headers


def _warn_of_plain_http(context: CallContext, origin: Origin) -> None:
    """Warn, once for each origin, if credentials can be read on the way to it."""
    warned = context.core.warned_of_plain_http
    if origin.scheme == "https" or origin in warned or _is_local(origin.host):
        return
    warned.add(origin)
    message = f"credentials are sent unencrypted to {origin}: use https"
    warnings.warn(message, InsecureTransportWarning, stacklevel=2)


def _is_local(host: str) -> bool:
    return host in _LOOPBACK or host.startswith("127.") or host.endswith(".localhost")
