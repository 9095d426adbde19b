"""Logging and hooks before and after each attempt."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from ..blocking import call_maybe_async
from ..concealment import redaction_for
from ..options import CallEvent, Hook
from ..redact import public_headers

if TYPE_CHECKING:
    from ..core import Core
    from ..decoding.results import ResponseInfo
    from ..operation import Operation
    from ..request import Request


class Observer:
    """Logs the attempts of a call and calls the hooks. Bodies are never logged."""

    def __init__(self, core: Core, operation: Operation[Any], request: Request) -> None:
        self._core = core
        self._name = operation.name
        self._request = request
        self._attempt = 0
        self._running = False
        self._started = 0.0
        self._state: dict[str, Any] = {}

    async def request(self) -> None:
        """Report the start of an attempt."""
        self._attempt += 1
        self._running = True
        self._started = monotonic()
        sent = public_headers(self._request.headers)
        self._log("%s: %s, attempt %d, headers %s", self._name, self._request, self._attempt, sent)
        await self._call_hook(self._core.hooks.on_request, self._event())

    async def response(self, request: Request, info: ResponseInfo) -> None:
        """Report a response to an authenticated request, without credentials that it repeats."""
        redaction = redaction_for(request)
        request_id = redaction.value(info.request_id)
        event = self._event(status=info.status, headers=info.headers, request_id=request_id)
        received = redaction.value(public_headers(info.headers))
        self._log(
            "%s: status %d after %.3f s, headers %s",
            self._name,
            info.status,
            event.elapsed,
            received,
        )
        await self._call_hook(self._core.hooks.on_response, event)

    async def interrupted(self, error: BaseException) -> None:
        """Report an attempt that was cancelled or ended by an error, if one has started."""
        if self._running:
            await self.error(error)

    async def error(self, error: BaseException) -> None:
        """Report a failed attempt."""
        self._running = False
        self._log("%s: attempt %d failed: %s", self._name, self._attempt, error)
        await self._call_hook(self._core.hooks.on_error, self._event(error=error))

    def _log(self, message: str, *arguments: object) -> None:
        self._core.logger.debug(message, *arguments)

    async def _call_hook(self, hook: Hook | None, event: CallEvent) -> None:
        if hook is not None:
            await call_maybe_async(partial(hook, event))

    def _event(self, **facts: Any) -> CallEvent:
        return CallEvent(
            self._name,
            self._request.method,
            self._request.public_url,
            self._attempt,
            self._state,
            elapsed=monotonic() - self._started,
            **facts,
        )
