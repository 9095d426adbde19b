"""TLS contexts: loading certificates takes 30 ms, so all clients of a process share one."""

from __future__ import annotations

import os
import ssl
from functools import cache
from pathlib import Path

from ..checks import verify as check_verify
from ..errors import InvalidRequestError


def tls_context(
    verify: ssl.SSLContext | str | os.PathLike[str] | bool, *, http2: bool
) -> ssl.SSLContext:
    """Return the context for a `verify` option.

    Args:
        verify: A context, the path of a CA file or folder, or False to disable verification.
        http2: Whether HTTP/2 is used. Contexts are not shared between protocols because the pool
            sets ALPN protocols on them.

    Raises:
        InvalidRequestError: It is something else, or the certificates cannot be loaded.
    """
    check_verify("verify", verify)
    if isinstance(verify, ssl.SSLContext):
        return verify
    return _shared(verify if isinstance(verify, bool) else os.fspath(verify), http2)


@cache
def _shared(verify: str | bool, http2: bool) -> ssl.SSLContext:  # noqa: ARG001
    if isinstance(verify, str):
        return _bundled(verify)
    if verify:
        import httpcore2

        return httpcore2.default_ssl_context()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _bundled(path: str) -> ssl.SSLContext:
    try:
        if Path(path).is_dir():
            return ssl.create_default_context(capath=path)
        return ssl.create_default_context(cafile=path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InvalidRequestError(f"cannot load certificates from {path!r}: {reason}") from None
