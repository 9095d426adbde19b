"""The entry point. Nothing is imported before it is needed, and all that is may be interrupted."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from typing import NoReturn

CLEAN, UNUSABLE, BUG = 0, 2, 70
"""Exit codes; 70 is that of sysexits.h for a bug."""

RARELY = (1_000_000, 20, 100)
"""Thresholds of the garbage collector: a run allocates much that stays, and little garbage."""

_ROOM = 1 << 16
"""Words of the stack; enough for the documents of GitHub and Stripe."""

_QUIET = frozenset({"-q", "--quiet"})
_VERBOSE = frozenset({"-v", "--verbose"})


def process() -> NoReturn:
    """Run the command line, and end the process.

    It ends at once, unless a profiler is waiting for its end: to take apart all that it has made
    would take Python 3 % of the time of a small document.
    """
    code = _with_room(command)()
    if _is_watched():
        sys.exit(code)
    from specquilt.cli import streams

    streams.flush_or_discard(sys.stderr)
    os._exit(code)


def _with_room(function: Callable[[], int]) -> Callable[[], int]:
    """Return a function whose frame leaves room behind it for the frames of all that it calls.

    CPython maps another 16 KiB for its stack where one piece ends, and unmaps them when the call
    returns. A loop at that place does so all the time: 1,369 times for a small document, 3 % of
    its run. Room that is not used takes no memory.
    """
    from types import FunctionType

    return FunctionType(function.__code__.replace(co_stacksize=_ROOM), function.__globals__)


def _is_watched() -> bool:
    """Return whether a profiler, a debugger or coverage.py is at work: they report at the end.

    Since Python 3.12, they can register as tools of ``sys.monitoring`` (PEP 669).
    """
    if sys.getprofile() or sys.gettrace():
        return True
    if sys.version_info < (3, 12):
        return False
    return any(map(sys.monitoring.get_tool, range(6)))


def command() -> int:
    """Run the command line, write what is held back, and return the exit code."""
    try:
        from specquilt.cli import interrupts, streams

        interrupts.prepare()
        streams.prepare()
        code = _guarded(_code_at_exit, sys.argv[1:])
        interrupts.ignore()
        interrupts.leave_if_noted()
    except KeyboardInterrupt:
        _leave()
    return code


def main(argv: list[str] | None = None) -> int:
    """Run one command, and return its exit code; a user never sees a traceback.

    Raises:
        SystemExit: help has been printed.
        KeyboardInterrupt: the user does not want to wait.
    """
    return _guarded(_code, sys.argv[1:] if argv is None else argv)


def _guarded(run: Callable[[list[str]], int], words: list[str]) -> int:
    from specquilt.cli import interrupts, streams

    try:
        code = run(words)
        streams.flush()
    except (SystemExit, KeyboardInterrupt):
        raise
    except BrokenPipeError:
        streams.discard(sys.stdout)  # the reader has closed the pipe
        return UNUSABLE
    except BaseException as error:  # a panic of a library in Rust is no Exception
        interrupts.leave_if_noted()
        from specquilt.cli import failures

        is_known = failures.explain(error, verbose=not _VERBOSE.isdisjoint(words))
        streams.flush_or_discard(sys.stdout)
        return UNUSABLE if is_known else BUG
    return code


def _code_at_exit(words: list[str]) -> int:
    try:
        return _code(words)
    except SystemExit as end:  # help has been printed
        return int(end.code or 0)


def _code(words: list[str]) -> int:
    gc.set_threshold(*RARELY)
    from specquilt.cli import up_to_date

    # The most frequent command, which mostly has nothing to do: not even argparse is imported.
    is_plain = words[:1] == ["generate"] and (_QUIET | _VERBOSE).issuperset(words[1:])
    quiet = not _QUIET.isdisjoint(words)
    if is_plain and up_to_date.is_done(up_to_date.of_configurations(), quiet=quiet):
        return CLEAN
    from specquilt.cli.arguments import parsed

    arguments = parsed(words)
    return CLEAN if _is_done(arguments) else _run(arguments)


def _is_done(arguments: Namespace) -> bool:
    """Return whether there is nothing to generate; verdicts never rely on the lock."""
    from specquilt.cli import up_to_date

    if arguments.command != "generate" or _is_thorough(arguments):
        return False
    return up_to_date.is_done(up_to_date.of_arguments(arguments), quiet=arguments.quiet)


def _is_thorough(arguments: Namespace) -> bool:
    """Return whether an option asks for a run even if nothing has changed."""
    return any((arguments.check, arguments.strict, arguments.rename, arguments.watch))


def _run(arguments: Namespace) -> int:
    from importlib import import_module

    from specquilt.cli.console import Console
    from specquilt.library import RECURSION_LIMIT

    console = Console(quiet=arguments.quiet, verbose=arguments.verbose)
    command = import_module(f"specquilt.cli.commands.{arguments.command}")
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
    code: int = command.run(arguments, console)
    return code


def _leave() -> NoReturn:
    from specquilt.cli import interrupts

    interrupts.leave()
