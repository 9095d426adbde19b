"""Everything that touches the network: one small protocol and its implementations."""

from .request import (
    AsyncTransport,
    AsyncTransportResponse,
    Origin,
    Request,
    Transport,
    TransportResponse,
)

__all__ = [
    "AsyncTransport",
    "AsyncTransportResponse",
    "Origin",
    "Request",
    "Transport",
    "TransportResponse",
]
