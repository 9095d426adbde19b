"""Crash reporters: everything that they would record of an exception or a value."""

from __future__ import annotations

import dataclasses
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

import sentry_sdk
from rich.pretty import pretty_repr
from rich.traceback import Traceback
from sentry_sdk.envelope import Envelope
from sentry_sdk.scrubber import EventScrubber
from sentry_sdk.serializer import serialize
from sentry_sdk.transport import Transport

_TESTS = Path(__file__).parent
_SHOWN = {"stand_in.py"}
_OURS = ("specquilt.", "tests.")


def recorded(error: BaseException) -> Iterator[str]:
    """Yield what each reporter records of an exception, from the frame of the generated method.

    The frames of the tests know the key; those of a user would not hold it.
    """
    error = error.with_traceback(_without_tests(error.__traceback__))
    yield _sentry(error)
    yield _rich(error)
    yield "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    yield _everything_in(error)


def shown(value: object) -> Iterator[str]:
    """Yield what each reporter records of a variable's value."""
    yield str(serialize({"value": value}, is_vars=True))
    yield pretty_repr(value, max_depth=9)
    yield f"{value} {value!r} {value:}"
    yield " ".join(walked(value, 9))


def _without_tests(entry: TracebackType | None) -> TracebackType | None:
    while entry is not None and _is_test(entry.tb_frame):
        entry = entry.tb_next
    return entry


def _is_test(frame: FrameType) -> bool:
    path = Path(frame.f_code.co_filename)
    return _TESTS in path.parents and path.name not in _SHOWN


class _Collecting(Transport):
    """Keeps what would be sent."""

    def __init__(self, options: Any = None) -> None:
        super().__init__(options)
        self.events: list[Any] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.events.append(envelope.get_event())


def _sentry(error: BaseException) -> str:
    """What Sentry sends by default, without hiding variables that are named like a secret."""
    transport = _Collecting()
    client = sentry_sdk.Client(
        dsn="http://key@127.0.0.1:9/1",
        transport=transport,
        default_integrations=False,
        auto_enabling_integrations=False,
        event_scrubber=EventScrubber(denylist=[], pii_denylist=[]),
    )
    with sentry_sdk.new_scope() as scope:
        scope.set_client(client)
        scope.capture_exception(error)
    (event,) = transport.events
    assert event["exception"]["values"][-1]["stacktrace"]["frames"][-1]["function"]
    return str(event)


def _rich(error: BaseException) -> str:
    """What rich shows of an exception with its variables; laying it out would take much longer."""
    trace = Traceback.extract(
        type(error),
        error,
        error.__traceback__,
        show_locals=True,
        locals_max_length=10_000,
        locals_max_string=10_000,
        locals_hide_dunder=False,
    )
    frames = [frame for stack in trace.stacks for frame in stack.frames]
    nodes = [node for frame in frames for node in (frame.locals or {}).values()]
    assert nodes
    return " ".join([*(stack.exc_value for stack in trace.stacks), *(n.render() for n in nodes)])


def _everything_in(error: BaseException | None) -> str:
    """All variables of all frames, with the attributes and items of their values."""
    found: list[str] = []
    while error is not None:
        found.extend(walked(vars(error), 7))
        entry = error.__traceback__
        while entry is not None:
            if not _is_test(entry.tb_frame):
                found.extend(walked(entry.tb_frame.f_locals, 7))
            entry = entry.tb_next
        error = error.__cause__ or error.__context__
    return " ".join(found)


def walked_stack() -> str:
    """All variables of all frames that are running now, but for those of tests."""
    found: list[str] = []
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        name = str(frame.f_globals.get("__name__"))
        if name.startswith(_OURS) and not _is_test(frame):
            found.extend(walked(dict(frame.f_locals), 7))
        frame = frame.f_back
    return " ".join(found)


def walked(value: object, depth: int) -> Iterator[str]:
    """Yield a value's text, and those of its items and attributes; only the text of a library's."""
    yield repr(value) if isinstance(value, str | bytes | int) else f"{value} {value!r}"
    if depth and not isinstance(value, str | bytes | int | type):
        for part in _parts(value):
            yield from walked(part, depth - 1)


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        for name in value:
            yield name
            yield value[name]
    elif isinstance(value, tuple | list | set | frozenset):
        yield from value
    elif type(value).__module__.startswith(_OURS) or isinstance(value, BaseException):
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            yield from dataclasses.asdict(value).values()
        yield from getattr(value, "__dict__", {}).values()
        for name in _slots(type(value)):
            yield getattr(value, name, None)


def _slots(kind: type) -> Iterable[str]:
    for base in kind.__mro__:
        slots = vars(base).get("__slots__", ())
        yield from (slots,) if isinstance(slots, str) else slots
