"""The entry point. Nothing is imported before it is needed."""

from __future__ import annotations

import gc
import sys

from specquilt.cli import up_to_date

TYPE_CHECKING = False

if TYPE_CHECKING:
    from argparse import Namespace

    from specquilt.cli.console import Console
    from specquilt.openapi.finding import InputError

BAD_INPUT = 2
RECURSION_LIMIT = 10_000
"""Frames: enough for a chain of a thousand schemas, and safe for the stack."""

RARELY = (200_000, 20, 100)
"""Thresholds of the garbage collector: a run allocates much that stays, and little garbage."""

_QUIET = frozenset({"-q", "--quiet"})
_PLAIN = _QUIET | {"-v", "--verbose"}


def command() -> int:
    """Run the command line, and return the exit code of the process, which must end then."""
    code = main()
    # Otherwise the interpreter would search all that is left for garbage when it exits.
    gc.freeze()
    return code


def main(argv: list[str] | None = None) -> int:
    """Run one command, and return its exit code; a user never sees a traceback."""
    words = sys.argv[1:] if argv is None else argv
    # The most frequent command, which mostly has nothing to do: not even argparse is imported.
    is_plain = words[:1] == ["generate"] and _PLAIN.issuperset(words[1:])
    quiet = not _QUIET.isdisjoint(words)
    if is_plain and up_to_date.is_done(up_to_date.of_configurations(), quiet=quiet):
        return 0
    arguments = _parsed(words)
    return 0 if _is_done(arguments) else _run(arguments)


def _is_done(arguments: Namespace) -> bool:
    """Return whether there is nothing to generate; --check never relies on the lock it judges."""
    if arguments.command != "generate" or arguments.check:
        return False
    return up_to_date.is_done(up_to_date.of_arguments(arguments), quiet=arguments.quiet)


def _parsed(words: list[str]) -> Namespace:
    from specquilt.cli.arguments import parser

    wanted = next((word for word in words if not word.startswith("-")), "")
    return parser(wanted).parse_args(words)


def _run(arguments: Namespace) -> int:
    from importlib import import_module

    from specquilt.cli.console import Console
    from specquilt.openapi.finding import InputError

    console = Console(quiet=arguments.quiet, verbose=arguments.verbose)
    command = import_module(f"specquilt.cli.commands.{arguments.command}")
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
    gc.set_threshold(*RARELY)
    try:
        code: int = command.run(arguments, console)
    except InputError as error:
        return _report(error, console)
    except BrokenPipeError:
        sys.stderr.close()
        return BAD_INPUT
    except KeyboardInterrupt:
        console.done()
        print("interrupted; nothing was written", file=sys.stderr)
        return 130
    except Exception as error:  # a user never sees a traceback
        return _explain_failure(error, console)
    return code


def _explain_failure(error: Exception, console: Console) -> int:
    from specquilt.cli import failures

    known = failures.as_input_error(error)
    if known:
        return _report(known, console)
    console.done()
    print(failures.bug(error, console.verbose), file=sys.stderr)
    return BAD_INPUT


def _report(error: InputError, console: Console) -> int:
    from specquilt.cli.console import coloured
    from specquilt.report import text

    console.done()
    print(text.render(error.findings, coloured(sys.stderr), reasons=False), end="", file=sys.stderr)
    return BAD_INPUT
