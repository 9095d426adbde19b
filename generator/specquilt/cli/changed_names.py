"""Says which published names a run has changed: methods that are new or gone, and renamed ones."""

from __future__ import annotations

from specquilt.cli.console import Console
from specquilt.openapi.plural import counted, shortened
from specquilt.python.names.published import PublishedNames, is_call, renamed


def mention(name: str, before: PublishedNames, now: PublishedNames, console: Console) -> None:
    """Say what users of a package will notice.

    Args:
        name: Name of the job.
        before: Names that were published.
        now: Names of the same package now.
    """
    if not before.calls:
        return
    mention_methods(name, before, now, console)
    changes = renamed(before, now)
    if not changes:
        return
    what, old = counted(len(changes), "name"), "old one" if len(changes) == 1 else "old ones"
    console.note(f"{name}: renamed {what}; to keep the {old}, add this to specquilt.toml:")
    console.note("[client.aliases]")
    for own, new in changes.items():
        console.note(f'"{own}" = "{new}"')


def mention_methods(
    name: str, before: PublishedNames, now: PublishedNames, console: Console
) -> None:
    """Say which methods are new or gone; arguments as in `mention`."""
    new = sorted(call for id_, call in now.calls.items() if id_ not in before.calls)
    # A lock may have been written by anybody.
    gone = sorted(c for id_, c in before.calls.items() if id_ not in now.calls and is_call(c))
    parts = [
        f"{sign}{counted(len(calls), 'method')} ({shortened(calls)})"
        for sign, calls in (("+", new), ("-", gone))
        if calls
    ]
    if before.calls and parts:
        console.note(f"{name}: {', '.join(parts)}")
