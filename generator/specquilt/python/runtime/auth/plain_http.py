"""A warning if credentials are sent unencrypted."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final

from ..errors import InsecureTransportWarning
from ..frames import level_of_user

if TYPE_CHECKING:
    from ..request import Origin

_LOOPBACK: Final = ("localhost", "::1")


def warn_of_plain_http(warned: set[Origin], origin: Origin) -> None:
    """Warn, once for each origin, if credentials can be read on the way to it.

    Args:
        warned: The origins that a warning was given for.
        origin: Where credentials are sent.
    """
    if origin.scheme == "https" or origin in warned or _is_local(origin.host):
        return
    warned.add(origin)
    message = f"credentials are sent unencrypted to {origin}: use https"
    warnings.warn(message, InsecureTransportWarning, stacklevel=level_of_user())


def _is_local(host: str) -> bool:
    return host in _LOOPBACK or host.startswith("127.") or host.endswith(".localhost")
