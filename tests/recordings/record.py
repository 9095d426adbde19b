"""Records the requests of the vendor's own SDK.

Run `PYTHONPATH=tests python -m recordings.record [--check]`. The recordings are deterministic.
"""

from __future__ import annotations

import mimetypes
import os
import sys
import time
from contextlib import ExitStack
from importlib.metadata import version
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from cohere import ClientV2

from loopback import CohereAPI, LoopbackServer, Request, Response
from recordings.calls import PLANS, Plan
from recordings.exchange import (
    FOLDER,
    Call,
    Exchange,
    as_text,
    describe_request,
    describe_response,
)

if TYPE_CHECKING:
    from loopback import Application

RECORDED = {"by": f"cohere {version('cohere')}", "script": "tests/recordings/record.py"}


class Recorder:
    """An application that records the exchanges of another application."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self.exchanges: list[tuple[Request, Response]] = []

    def __call__(self, request: Request) -> Response:
        response = self._application(request)
        self.exchanges.append((request, response))
        return response


def record(plan: Plan) -> Exchange:
    """Make the call of a plan, and return the recorded exchange.

    Raises:
        ValueError: the call does not send exactly one request.
    """
    recorder = Recorder(CohereAPI(polls_until_done=0 if plan.finished else 1))
    with LoopbackServer(recorder) as server:
        make_call(plan.call, server.url)
    ((request, response),) = recorder.exchanges
    return Exchange(
        plan.name,
        plan.operation,
        plan.call,
        describe_request(request),
        describe_response(response),
    )


def make_call(call: Call, url: str) -> Any:
    """Make a call with the official client. ClientV2 has the documented version of embed."""
    with ExitStack() as scope:
        client = ClientV2(api_key="test-key", base_url=url, **call.client or {})
        args, kwargs = call.arguments(scope)
        return attrgetter(call.method)(scope.enter_context(client))(*args, **kwargs)


def main() -> int:
    """Write the recordings. With --check, only print those that would change and return 1."""
    _ignore_local_settings()
    wanted = {f"{plan.name}.json": as_text(record(plan), RECORDED) for plan in PLANS}
    changed = sorted(
        name for name in wanted | _present() if wanted.get(name) != _present().get(name)
    )
    if "--check" not in sys.argv:
        _write(wanted)
    print("\n".join(changed) or f"{len(wanted)} recordings, no changes")
    return 1 if changed and "--check" in sys.argv else 0


def _ignore_local_settings() -> None:
    """Use UTC for naive times, and ignore the media types of this machine."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    mimetypes.init(files=())


def _present() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")}


def _write(wanted: dict[str, str]) -> None:
    for path in FOLDER.glob("*.json"):
        path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
