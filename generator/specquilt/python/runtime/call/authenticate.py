"""Authentication of a request: which scheme, with which credentials."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..auth.schemes import Proof, Scheme, together
from ..auth.tokens import TokenSource
from ..core import CallContext
from ..errors import InsecureTransportWarning, MissingCredentialsError
from ..request import Request, split_url

if TYPE_CHECKING:
    from ..operation import Operation

_NO_PROOF = Proof({})
_LOOPBACK = ("localhost", "::1")


async def prove(context: CallContext, operation: Operation[Any], request: Request) -> Proof:
    """Return what authenticates a request: the first alternative whose credentials are there.

    Raises:
        MissingCredentialsError: if no scheme finds its credentials.
    """
    core = context.core
    alternatives = _alternatives(core.spec.auth, operation.security)
    for schemes in alternatives:
        proofs = await _proofs(schemes, context, request)
        if proofs:
            _warn_of_plain_http(context)
            return proofs[0] if len(proofs) == 1 else together(proofs)
    if all(alternatives) and alternatives and not _authenticated_by_hand(request):
        sources = (" and ".join(each.sources for each in schemes) for schemes in alternatives)
        raise MissingCredentialsError(f"no credentials: pass {' or '.join(sources)}")
    return _NO_PROOF


def _alternatives(
    auth: Sequence[Scheme], security: Sequence[Sequence[int]]
) -> list[Sequence[Scheme]]:
    if not security:
        return [(scheme,) for scheme in auth]
    return [[auth[at] for at in positions] for positions in security]


async def _proofs(schemes: Sequence[Scheme], context: CallContext, request: Request) -> list[Proof]:
    """Return the proofs of all schemes; none if one of them has no credentials."""
    proofs: list[Proof] = []
    for scheme in schemes:
        proof = await scheme.prove(context.core.credentials, tokens_of(context, request))
        if proof is None:
            return []
        proofs.append(proof)
    return proofs


def with_proof(request: Request, proof: Proof) -> Request:
    """Return the request with credentials; a header set by hand wins."""
    if proof is _NO_PROOF:
        return request
    headers = {**proof.headers, **request.headers}
    if "cookie" in proof.headers and "cookie" in request.headers:
        headers["cookie"] = f"{request.headers['cookie']}; {proof.headers['cookie']}"
    if proof.query is None:
        return request._replace(headers=headers)
    separator = "&" if "?" in request.target else "?"
    return request._replace(headers=headers, target=f"{request.target}{separator}{proof.query}")


def tokens_of(context: CallContext, request: Request) -> TokenSource:
    """Return the client's tokens, fetched with the timeouts of this call."""

    def token_request(url: str, body: bytes, headers: dict[str, str]) -> Request:
        origin, target = split_url(url)
        sized = {**headers, "content-length": str(len(body))}
        agent = {"user-agent": context.core.headers["user-agent"]}
        return Request(
            "POST", origin, target, agent | sized, body, request.timeout, request.expires_at
        )

    core = context.core
    return TokenSource(core.tokens, context.sender, token_request, core.base_url)


def _authenticated_by_hand(request: Request) -> bool:
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
