"""The state of a client, and what applies to one call."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from .auth.schemes import Credentials, Scheme
from .auth.tokens import TokenCache
from .checks import CALL, check_options
from .decoding.decompress import ACCEPTED
from .encoding.scalars import text_of
from .errors import InvalidRequestError, StatusError
from .headers import checked_headers
from .omit import Omit
from .options import CallSettings, Hooks, RequestOptions, settings_from
from .request import Origin, split_url
from .secret import Secret

if TYPE_CHECKING:
    import logging

    from .sender import BaseSender

REQUEST_ID_HEADERS = (
    "x-request-id",
    "request-id",
    "x-amzn-requestid",
    "x-trace-id",
    "x-debug-trace-id",
)


class GlobalHeader(NamedTuple):
    """A header sent with every request if the client has a value for it.

    Args:
        argument: Argument of the client's constructor.
        wire: Name of the header.
    """

    argument: str
    wire: str


class ClientSpec(NamedTuple):
    """The description of an API in a generated package.

    Args:
        package, version: The distribution, for the User-Agent and the logger's name.
        servers: Base URLs; the first is the default.
        server_environment: Environment variable that overrides the default.
        auth: Authentication schemes; the first one that has credentials is used.
        headers: Headers set once, by the constructor.
        failures: Returns the error class of each documented status.
        bodies: Returns the type of error bodies by status; 4 and 5 are all others (4xx, 5xx).
        request_id_headers: Response headers that hold the request id; the first present is used.
    """

    package: str
    version: str
    servers: tuple[str, ...]
    server_environment: str | None = None
    auth: tuple[Scheme, ...] = ()
    headers: tuple[GlobalHeader, ...] = ()
    failures: Callable[[], Mapping[int, type[StatusError]]] = dict
    bodies: Callable[[], Mapping[int, Any]] = dict
    request_id_headers: tuple[str, ...] = REQUEST_ID_HEADERS


class Core:
    """The configuration of one client, used by every call. Only its attributes reveal secrets.

    Args:
        spec: Description of the API.
        base_url: Base URL. Default: the environment variable, then the first server of the spec.
        options: See `ClientOptions`; already checked.
        values: Credentials and values of global headers, by argument of the constructor.
    """

    def __init__(
        self,
        spec: ClientSpec,
        base_url: str | None,
        options: Mapping[str, Any],
        values: Mapping[str, Any],
    ) -> None:
        names = [name for scheme in spec.auth for name in scheme.arguments]
        self.spec = spec
        self.alternatives: list[Sequence[Scheme]] = [(scheme,) for scheme in spec.auth]
        self._has_own_server = bool(base_url or _server_in_environment(spec))
        self.base_url = _base_url(spec, base_url)
        self.origin, self.base_path = split_url(self.base_url)
        self.settings = settings_from(CallSettings(), options)
        self.hooks: Hooks = options.get("hooks") or Hooks()
        self.tokens = TokenCache()
        self.warned_of_plain_http: set[Origin] = set()
        given = {each.argument: values.get(each.argument) for each in spec.headers}
        self._private = Secret(
            _Private(
                options,
                {name: values.get(name) for name in names},
                given,
                _default_headers(spec, given, options.get("headers") or {}),
            )
        )

    def __repr__(self) -> str:
        from .redact import mask

        return f"{self.base_url!r}, {mask(self.credentials)}"

    @property
    def options(self) -> Mapping[str, Any]:
        """The options of the client."""
        return self._private.reveal().options

    @property
    def credentials(self) -> Credentials:
        """Credentials by argument of the constructor."""
        return self._private.reveal().credentials

    @property
    def headers(self) -> Mapping[str, str]:
        """Header fields sent with every request."""
        return self._private.reveal().headers

    def with_options(self, options: Mapping[str, Any]) -> Core:
        """Return a core with changed options and the same tokens."""
        before, credentials, values, _ = self._private.reveal()
        changed = {**before, **options}
        if "headers" in options:
            changed["headers"] = {**(before.get("headers") or {}), **(options["headers"] or {})}
        own_server = self.base_url if self._has_own_server else None
        core = Core(self.spec, own_server, changed, {**credentials, **values})
        core.tokens = self.tokens
        core.warned_of_plain_http = self.warned_of_plain_http
        return core

    def address(self, server: str | None) -> tuple[Origin, str]:
        """Return origin and path of an operation's server, unless the user has set a base URL."""
        if server is None or self._has_own_server:
            return self.origin, self.base_path
        return split_url(server)

    @cached_property
    def logger(self) -> logging.Logger:
        """The logger, named after the package."""
        import logging

        return logging.getLogger(self.spec.package.replace("-", "_"))


class _Private(NamedTuple):
    """What is only shown when asked for."""

    options: Mapping[str, Any]
    credentials: Credentials
    values: Mapping[str, Any]
    headers: dict[str, str]


class CallContext:
    """What one call depends on: the client's core and sender, with the options of the call.

    Raises:
        TypeError: An option is unknown.
        InvalidRequestError: The value of an option is invalid.
    """

    __slots__ = ("_options", "core", "sender", "settings")

    def __init__(self, core: Core, sender: BaseSender, options: RequestOptions | None) -> None:
        if options is not None:
            check_options(options, CALL)
        self.core = core
        self.sender = sender
        self._options: Secret[RequestOptions] | None = Secret(options) if options else None
        self.settings = settings_from(core.settings, options) if options else core.settings

    @property
    def options(self) -> RequestOptions:
        """The options of the call."""
        return self._options.reveal() if self._options else {}

    def within(self, seconds: float | None) -> CallContext:
        """Return a context whose deadline is not later than in some seconds."""
        if seconds is None:
            return self
        deadline = self.settings.deadline
        other = copy(self)
        other.settings = self.settings._replace(
            deadline=seconds if deadline is None else min(deadline, seconds)
        )
        return other


def _base_url(spec: ClientSpec, given: str | None) -> str:
    url = given or _server_in_environment(spec) or (spec.servers[0] if spec.servers else "")
    if not url:
        raise InvalidRequestError("the API has no default server: pass base_url")
    if "?" in url or "#" in url:
        raise InvalidRequestError("base_url must not contain a query or a fragment")
    return url.rstrip("/")


def _server_in_environment(spec: ClientSpec) -> str:
    return os.environ.get(spec.server_environment or "", "").strip()


def _default_headers(
    spec: ClientSpec, values: Mapping[str, object], extra: Mapping[str, str]
) -> dict[str, str]:
    python = ".".join(map(str, sys.version_info[:3]))
    agent = f"{spec.package}/{spec.version} python/{python}"
    given = {header.wire: values.get(header.argument) for header in spec.headers}
    chosen = {w: text_of(v) for w, v in given.items() if v is not None and not isinstance(v, Omit)}
    return {
        "accept-encoding": ACCEPTED,
        "user-agent": agent,
        **checked_headers(chosen),
        **checked_headers(extra),
    }
