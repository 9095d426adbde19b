"""Every wait is bounded by a timeout and by the deadline, in every flavour.

`benchmarks/deadlines.py` measures how late calls end. Here a wait without a bound takes `FOREVER`,
and a call has half of that time to end, as the machine may be busy.
"""

from __future__ import annotations

import gc
import socket
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import Any

import pytest

from specquilt.python.runtime import (
    APITimeoutError,
    DeadlineExceededError,
    SDKError,
    Timeout,
)
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.request import Request
from specquilt.python.runtime.transport.dialing import dialled, resolved
from specquilt.python.runtime.transport.watchdog import Watchdog, watchdogs

from ..conftest import FLAVOURS, Runner
from ..scenarios import GOOD, head
from ..server import Loopback, Received, chunked, drips, stalls_after
from ..stand_in import Client

FOREVER = 20.0
SHORT: dict[str, Any] = {"deadline": 0.25, "timeout": FOREVER, "max_retries": 0}
BODY = b"x" * 40_000_000
SILENT_HOST = "many.localhost"

# What a sync client of the user waits for before it has a connection cannot be interrupted.
INTERRUPTED = [flavour for flavour in FLAVOURS if flavour != "sync-httpx2-client"]


def get(client: Any) -> Any:
    return client.jobs.get("j1")


def ends_with(
    kind: type[SDKError], runner: Runner, use: Callable[[Any], Any], **options: Any
) -> SDKError:
    """Return the error that a call ends with, long before an endless wait does."""
    taken: list[float] = []

    def timed(client: Any) -> None:
        began = time.monotonic()
        try:
            use(client)
        finally:
            taken.append(time.monotonic() - began)

    async def timed_async(client: Any) -> None:
        began = time.monotonic()
        try:
            await use(client)
        finally:
            taken.append(time.monotonic() - began)

    with pytest.raises(kind) as caught:
        runner.run(timed if runner.is_sync else timed_async, **options)
    assert taken[0] < FOREVER / 2
    return caught.value


# --- connecting ------------------------------------------------------------------------------


def saturated(scope: ExitStack, address: str, port: int = 0) -> int:
    """Make an address accept no more connections, and return its port."""
    listener = scope.enter_context(socket.create_server((address, port), backlog=0))
    port = int(listener.getsockname()[1])
    for _ in range(4):
        waiting = scope.enter_context(socket.socket())
        waiting.setblocking(False)
        waiting.connect_ex((address, port))
    return port


def resolve(monkeypatch: pytest.MonkeyPatch, *addresses: str, seconds: float = 0) -> None:
    """Let the name of a host lead to some addresses, after some seconds."""
    genuine = socket.getaddrinfo

    def lookup(host: Any, port: Any, *arguments: Any, **options: Any) -> list[Any]:
        if host not in (SILENT_HOST, SILENT_HOST.encode()):
            return genuine(host, port, *arguments, **options)
        time.sleep(seconds)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)


def test_deadline_bounds_an_address_that_does_not_answer(runner: Runner) -> None:
    with ExitStack() as scope:
        runner.url = f"http://127.0.0.2:{saturated(scope, '127.0.0.2')}"
        ends_with(DeadlineExceededError, runner, get, **SHORT)


def test_timeout_bounds_an_address_that_does_not_answer(runner: Runner) -> None:
    timeout = Timeout(connect=0.3, read=FOREVER, write=FOREVER, pool=0.1)
    with ExitStack() as scope:
        runner.url = f"http://127.0.0.2:{saturated(scope, '127.0.0.2')}"
        error = ends_with(
            APITimeoutError, runner, get, timeout=timeout, deadline=None, max_retries=0
        )
    assert isinstance(error, APITimeoutError)
    assert not error.sent


@pytest.mark.parametrize("runner", INTERRUPTED, indirect=True)
def test_deadline_bounds_any_number_of_dead_addresses(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = [f"127.0.0.{number}" for number in range(2, 50)]
    resolve(monkeypatch, *addresses)
    with ExitStack() as scope:
        port = saturated(scope, addresses[0])
        for address in addresses[1:]:
            saturated(scope, address, port)
        runner.url = f"http://{SILENT_HOST}:{port}"
        ends_with(DeadlineExceededError, runner, get, **SHORT)


@pytest.mark.parametrize("runner", ["sync-httpx2-client"], indirect=True)
def test_sync_client_of_the_user_takes_its_time_for_each_dead_address(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A documented limit: there is no connection yet that could be interrupted."""
    addresses = ["127.0.0.2", "127.0.0.3"]
    resolve(monkeypatch, *addresses)
    with ExitStack() as scope:
        port = saturated(scope, addresses[0])
        saturated(scope, addresses[1], port)
        runner.url = f"http://{SILENT_HOST}:{port}"
        began = time.monotonic()
        ends_with(DeadlineExceededError, runner, get, **SHORT)
        assert time.monotonic() - began > 1.5 * SHORT["deadline"]


@pytest.mark.parametrize("runner", INTERRUPTED, indirect=True)
def test_dead_addresses_leave_time_for_a_living_one(
    runner: Runner, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer(GOOD)
    port = int(server.url.rpartition(":")[2])
    resolve(monkeypatch, "127.0.0.2", "127.0.0.3", "127.0.0.1")
    with ExitStack() as scope:
        saturated(scope, "127.0.0.2", port)
        saturated(scope, "127.0.0.3", port)
        runner.url = f"http://{SILENT_HOST}:{port}"
        # aiohttp and anyio begin with the next address after a quarter of a second.
        assert _run(runner, get, deadline=3.0, timeout=FOREVER).job_id == "j1"


def _run(runner: Runner, use: Callable[[Any], Any], **options: Any) -> Any:
    async def use_async(client: Any) -> Any:
        return await use(client)

    return runner.run(use if runner.is_sync else use_async, **options)


@pytest.mark.parametrize("limit", ["deadline", "timeout"])
@pytest.mark.parametrize("runner", INTERRUPTED, indirect=True)
def test_resolver_that_takes_its_time_is_bounded(
    runner: Runner, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    """An event loop waits for the thread of the resolver when it ends; the call does not."""
    resolve(monkeypatch, "127.0.0.1", seconds=0.7)
    runner.url = f"http://{SILENT_HOST}:9"
    began = time.monotonic()
    if limit == "deadline":
        ends_with(DeadlineExceededError, runner, get, **SHORT)
    else:
        timeout = Timeout(connect=0.3, read=FOREVER, write=FOREVER, pool=0.1)
        ends_with(APITimeoutError, runner, get, timeout=timeout, deadline=None, max_retries=0)
    # Not what follows a resolution, a refused connection:
    assert time.monotonic() - began < FOREVER / 2


def test_deadline_bounds_the_tls_handshake(runner: Runner) -> None:
    """An AsyncClient of the user leaves a cancelled handshake to the garbage collector."""
    with ExitStack() as scope:
        listener = scope.enter_context(socket.create_server(("127.0.0.1", 0)))
        runner.url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        scope.enter_context(warnings.catch_warnings())
        if runner.flavour == "async-httpx2-client":
            warnings.simplefilter("ignore", ResourceWarning)
        ends_with(DeadlineExceededError, runner, get, **SHORT)
        gc.collect()


def test_timeout_bounds_the_tls_handshake(runner: Runner) -> None:
    timeout = Timeout(connect=0.3, read=FOREVER, write=FOREVER, pool=0.1)
    with ExitStack() as scope:
        listener = scope.enter_context(socket.create_server(("127.0.0.1", 0)))
        runner.url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        ends_with(APITimeoutError, runner, get, timeout=timeout, deadline=None, max_retries=0)


# --- waiting for a connection ----------------------------------------------------------------


@pytest.mark.parametrize("limit", ["deadline", "timeout"])
def test_wait_for_a_free_connection_is_bounded(
    runner: Runner, server: Loopback, limit: str
) -> None:
    server.answer(chunked(*[b'{"text":"a"}\n'] * 100_000), GOOD)
    waiting: dict[str, Any] = {"deadline": 0.25}
    if limit == "timeout":
        waiting = {"timeout": Timeout(connect=0.1, read=FOREVER, write=FOREVER, pool=0.2)}

    def use(client: Any) -> Any:
        with client.lines():
            return client.jobs.get("j1", options=waiting)

    async def use_async(client: Any) -> Any:
        async with await client.lines():
            return await client.jobs.get("j1", options=waiting)

    kind = DeadlineExceededError if limit == "deadline" else APITimeoutError
    options: dict[str, Any] = {"max_connections": 1, "max_retries": 0, "timeout": FOREVER}
    error = ends_with(kind, runner, use if runner.is_sync else use_async, **options)
    assert len(server.received) == 1
    if isinstance(error, APITimeoutError):
        assert not error.sent


# --- sending ---------------------------------------------------------------------------------


@pytest.fixture(params=["bytes", "pieces", "file"])
def put(request: pytest.FixtureRequest, tmp_path: Any) -> Callable[[Any], Any]:
    path = tmp_path / "large.bin"
    path.write_bytes(BODY if request.param == "file" else b"")
    bodies: dict[str, Any] = {"bytes": BODY, "pieces": [BODY], "file": path}
    return lambda client: client.put(bodies[request.param])


@pytest.fixture
def deaf_url() -> Iterator[str]:
    """The URL of a server that accepts connections and reads nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_deadline_bounds_sending(runner: Runner, deaf_url: str, put: Callable[[Any], Any]) -> None:
    runner.url = deaf_url
    ends_with(DeadlineExceededError, runner, put, **SHORT)


def test_timeout_bounds_sending(runner: Runner, deaf_url: str, put: Callable[[Any], Any]) -> None:
    timeout = Timeout(connect=FOREVER, read=FOREVER, write=0.25, pool=FOREVER)
    runner.url = deaf_url
    error = ends_with(APITimeoutError, runner, put, timeout=timeout, deadline=None, max_retries=0)
    assert isinstance(error, APITimeoutError)
    assert "sending timed out" in str(error)
    assert error.sent


def test_deadline_bounds_sending_to_a_server_that_reads_slowly(
    runner: Runner, put: Callable[[Any], Any]
) -> None:
    """Each single wait is short, but there are many of them."""
    sizes: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_read_slowly, args=(listener, sizes), daemon=True).start()
        runner.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        ends_with(DeadlineExceededError, runner, put, **SHORT)
        assert sum(sizes) < len(BODY) / 2


def _read_slowly(listener: socket.socket, sizes: list[int]) -> None:
    with suppress(OSError):
        connection, _ = listener.accept()
        with connection:
            while piece := connection.recv(200_000):
                sizes.append(len(piece))
                time.sleep(0.02)


def test_slow_upload_is_no_timeout_as_long_as_it_goes_on(runner: Runner) -> None:
    """Neither reading nor writing times out while the server takes piece after piece."""
    timeout = Timeout(connect=9, read=1.0, write=1.0, pool=9)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_read_all, args=(listener,), daemon=True).start()
        runner.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        _run(runner, lambda client: client.put([bytes(500_000)] * 32), timeout=timeout)


def _read_all(listener: socket.socket) -> None:
    with suppress(OSError):
        connection, _ = listener.accept()
        with connection:
            received = b""
            while b"\r\n0\r\n\r\n" not in received[-9:]:
                received = received[-9:] + connection.recv(500_000)
                time.sleep(0.04)
            connection.sendall(head("content-length: 0"))


# --- receiving -------------------------------------------------------------------------------


def test_deadline_bounds_dripping_headers(runner: Runner, server: Loopback) -> None:
    server.answer(drips(head(*["a: b"] * 999), 0.01))
    ends_with(DeadlineExceededError, runner, get, **SHORT)


def test_deadline_bounds_a_dripping_chunk_size(runner: Runner, server: Loopback) -> None:
    server.answer(drips_after(head("transfer-encoding: chunked"), b"5;" + b"x" * 5000))
    ends_with(DeadlineExceededError, runner, get, **SHORT)


def test_deadline_bounds_a_body_that_only_closing_would_end(
    runner: Runner, server: Loopback
) -> None:
    server.answer(stalls_after(head() + b'{"job_id":"j1","status":"complete"}', FOREVER))
    ends_with(DeadlineExceededError, runner, get, **SHORT)


def drips_after(start: bytes, data: bytes) -> Callable[[socket.socket, Received], None]:
    """Send the start at once, then one byte at a time."""

    def behave(connection: socket.socket, request: Received) -> None:
        connection.sendall(start)
        drips(data, 0.01)(connection, request)

    return behave


def test_interrupted_call_leaves_others_alone(server: Loopback) -> None:
    """A user's sync client: only the connection of the late call is closed."""
    server.answer(drips(head(*["a: b"] * 999), 0.01), GOOD)
    runner = Runner("sync-httpx2-client", server.url)

    def use(client: Any) -> str:
        with pytest.raises(DeadlineExceededError):
            client.jobs.get("j1", options=SHORT | {"deadline": 1.0})
        return str(client.jobs.get("j2").job_id)

    assert runner.run(use, max_retries=0) == "j1"


def test_call_that_has_ended_is_not_interrupted(server: Loopback) -> None:
    server.answer(GOOD)
    runner = Runner("sync-httpx2-client", server.url)

    def use(client: Any) -> None:
        client.jobs.get("j1", options={"deadline": 0.3})
        time.sleep(0.5)
        client.jobs.get("j1")

    before = server.connections
    runner.run(use, max_retries=0)
    assert server.connections == before + 1
    assert watchdogs.here().watched == 0


def test_transport_of_the_user_is_bounded_between_two_pieces() -> None:
    """A documented limit: what such a transport waits for itself cannot be interrupted."""

    class Dripping:
        status = 200
        headers = Headers([])

        def send(self, request: Request) -> Dripping:
            return self

        def chunks(self) -> Iterator[bytes]:
            for _ in range(1000):
                time.sleep(0.02)
                yield b" "

        def close(self) -> None:
            pass

    client = Client("k", transport=Dripping(), **SHORT)
    with client, pytest.raises(DeadlineExceededError):
        client.jobs.get("j1")


# --- on a fake clock -------------------------------------------------------------------------


class Clock:
    """A clock that goes on only when somebody waits."""

    def __init__(self) -> None:
        self.now = 100.0
        self.waits: list[tuple[str, float | None]] = []

    def __call__(self) -> float:
        return self.now

    def connect(self, address: str, seconds: float | None) -> str:
        """Connect to the address ``living`` at once, and to no other one ever."""
        self.waits.append((address, seconds))
        if address == "living":
            return address
        self.now += seconds or 0
        raise TimeoutError(address)


def found(*addresses: str, after: float = 0, clock: Clock | None = None) -> Any:
    def lookup(*_: object) -> list[str]:
        if clock:
            clock.now += after
        return list(addresses)

    return lookup


def test_addresses_share_the_time() -> None:
    clock = Clock()
    resolve = found("a", "b", "living")
    assert dialled("h", 1, 3.0, clock.connect, resolve=resolve, clock=clock) == "living"
    assert clock.waits == [("a", 1.0), ("b", 1.0), ("living", 1.0)]


def test_time_of_the_resolver_counts() -> None:
    clock = Clock()
    resolve = found("a", "b", after=2.0, clock=clock)
    with pytest.raises(TimeoutError, match="b"):
        dialled("h", 1, 3.0, clock.connect, resolve=resolve, clock=clock)
    assert clock.waits == [("a", 0.5), ("b", 0.5)]
    assert clock.now == 103.0


def test_no_address_is_tried_when_the_resolver_took_all_the_time() -> None:
    clock = Clock()
    resolve = found("living", after=3.0, clock=clock)
    with pytest.raises(TimeoutError, match="no time"):
        dialled("h", 1, 3.0, clock.connect, resolve=resolve, clock=clock)
    assert clock.waits == []


def test_refused_address_leaves_its_time_to_the_others() -> None:
    clock = Clock()

    def connect(address: str, seconds: float | None) -> str:
        if address == "refused":
            raise ConnectionRefusedError
        return clock.connect(address, seconds)

    resolve = found("refused", "a", "living")
    assert dialled("h", 1, 3.0, connect, resolve=resolve, clock=clock) == "living"
    assert clock.waits == [("a", 1.5), ("living", 1.5)]


def test_without_a_limit_every_address_has_no_limit() -> None:
    clock = Clock()
    assert dialled("h", 1, None, clock.connect, resolve=found("living"), clock=clock) == "living"
    assert clock.waits == [("living", None)]


def test_host_without_an_address_is_an_error() -> None:
    with pytest.raises(OSError, match="no address"):
        dialled("h", 1, 3.0, Clock().connect, resolve=found(), clock=Clock())


def test_name_is_resolved_once_for_each_address(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, "127.0.0.1", "127.0.0.2", "127.0.0.1")
    assert resolved(SILENT_HOST, 80, 5.0) == ["127.0.0.1", "127.0.0.2"]
    assert resolved("127.0.0.9", 80, 5.0) == ["127.0.0.9"]
    with pytest.raises(socket.gaierror):
        resolved("host.invalid", 80, 5.0)
    with pytest.raises(OSError, match="malformed"):
        resolved("x" * 70 + ".example", 80, 5.0)


def test_watchdog_interrupts_what_is_late_and_nothing_else() -> None:
    clock = Clock()
    interrupted: list[str] = []
    watchdog = Watchdog(clock)
    late = watchdog.watch(101.0, lambda: interrupted.append("late"))
    ended = watchdog.watch(101.0, lambda: interrupted.append("ended"))
    watchdog.watch(103.0, lambda: interrupted.append("later"))
    ended.end()
    watchdog.interrupt_expired()
    assert interrupted == []
    clock.now = 102.0
    watchdog.interrupt_expired()
    watchdog.interrupt_expired()
    assert interrupted == ["late"]
    assert (late.has_expired, ended.has_expired) == (True, False)
    late.end()
    assert watchdog.watched == 1


def test_watchdog_wakes_up_for_an_earlier_deadline() -> None:
    watchdog = Watchdog()
    done = threading.Event()
    watch = watchdog.watch(time.monotonic() + FOREVER, lambda: None)
    watchdog.watch(time.monotonic() + 0.05, done.set)
    assert done.wait(FOREVER / 2)
    watch.end()


def test_watchdog_sleeps_until_the_next_deadline() -> None:
    class Changed:
        """A condition that lets time pass."""

        def __enter__(self) -> None: ...

        def __exit__(self, *_: object) -> None: ...

        def notify(self) -> None: ...

        def wait(self, seconds: float) -> None:
            slept.append(seconds)
            now[0] += seconds

    slept: list[float] = []
    now = [100.0]
    watchdog = Watchdog(lambda: now[0])
    vars(watchdog).update(_changed=Changed(), _runs=True)
    for deadline in (100.75, 100.25, 99.0):
        watchdog.watch(deadline, lambda: None)
    watchdog._run()
    assert slept == [0.25, 0.5]
    assert watchdog.watched == 0
