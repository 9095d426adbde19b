"""Errors of the client. `SDKError` is the base class."""

from __future__ import annotations

from ._runtime.errors import (
    APIConnectionError,
    APITimeoutError,
    ClientClosedError,
    ClientError,
    DeadlineExceededError,
    DecodingError,
    InsecureTransportWarning,
    InvalidRequestError,
    MissingCredentialsError,
    PollingError,
    PollingFailedError,
    PollingTimeoutError,
    RedirectError,
    ResponseError,
    ResponseTooLargeError,
    SDKError,
    ServerError,
    StatusError,
    TransportError,
)

__all__ = [
    "APIConnectionError",
    "APITimeoutError",
    "BadRequestError",
    "ClientClosedError",
    "ClientClosedRequestError",
    "ClientError",
    "DeadlineExceededError",
    "DecodingError",
    "ForbiddenError",
    "GatewayTimeoutError",
    "InsecureTransportWarning",
    "InternalServerError",
    "InvalidRequestError",
    "InvalidTokenError",
    "MissingCredentialsError",
    "NotFoundError",
    "NotImplementedStatusError",
    "PollingError",
    "PollingFailedError",
    "PollingTimeoutError",
    "RedirectError",
    "ResponseError",
    "ResponseTooLargeError",
    "SDKError",
    "ServerError",
    "ServiceUnavailableError",
    "StatusError",
    "TooManyRequestsError",
    "TransportError",
    "UnauthorizedError",
    "UnprocessableEntityError",
]


class BadRequestError(ClientError):
    """The server responded with status 400.

    This error is returned when the request is not well formed. This could be because:
      - JSON is invalid
      - The request is missing required fields
      - The request contains an invalid combination of fields
    """


class UnauthorizedError(ClientError):
    """The server responded with status 401.

    This error indicates that the operation attempted to be performed is not allowed. This could
    be because:
      - The api token is invalid
      - The user does not have the necessary permissions
    """


class ForbiddenError(ClientError):
    """The server responded with status 403.

    This error indicates that the operation attempted to be performed is not allowed. This could
    be because:
      - The api token is invalid
      - The user does not have the necessary permissions
    """


class NotFoundError(ClientError):
    """The server responded with status 404.

    This error is returned when a resource is not found. This could be because:
      - The endpoint does not exist
      - The resource does not exist eg model id, dataset id
    """


class UnprocessableEntityError(ClientError):
    """The server responded with status 422.

    This error is returned when the request is not well formed. This could be because:
      - JSON is invalid
      - The request is missing required fields
      - The request contains an invalid combination of fields
    """


class TooManyRequestsError(ClientError):
    """The server responded with status 429.

    Too many requests
    """


class InvalidTokenError(ClientError):
    """The server responded with status 498.

    This error is returned when a request or response contains a deny-listed token.
    """


class ClientClosedRequestError(ClientError):
    """The server responded with status 499.

    This error is returned when a request is cancelled by the user.
    """


class InternalServerError(ServerError):
    """The server responded with status 500.

    This error is returned when an uncategorised internal server error occurs.
    """


class NotImplementedStatusError(ServerError):
    """The server responded with status 501.

    This error is returned when the requested feature is not implemented.
    """


class ServiceUnavailableError(ServerError):
    """The server responded with status 503.

    This error is returned when the service is unavailable. This could be due to:
      - Too many users trying to access the service at the same time
    """


class GatewayTimeoutError(ServerError):
    """The server responded with status 504.

    This error is returned when a request to the server times out. This could be due to:
      - An internal services taking too long to respond
    """


BY_STATUS: dict[int, type[StatusError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    422: UnprocessableEntityError,
    429: TooManyRequestsError,
    498: InvalidTokenError,
    499: ClientClosedRequestError,
    500: InternalServerError,
    501: NotImplementedStatusError,
    503: ServiceUnavailableError,
    504: GatewayTimeoutError,
}
"""Exception classes of documented statuses. Others raise `ClientError` or `ServerError`."""
