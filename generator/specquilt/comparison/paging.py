"""Compares how methods iterate over pages and wait for jobs. The wire has neither."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from specquilt.comparison.changes import Changes
from specquilt.comparison.spot import Spot
from specquilt.python.surface.method_parts import PagedMethod
from specquilt.python.surface.types import Method


def compare_pages(changes: Changes, spot: Spot, was: Method, now: Method) -> None:
    """Add the changes between the methods for all pages."""
    before, after = was.pagination, now.pagination
    if before is None or after is None:
        if after:
            changes.add(spot.change("pages-added", f"`{_pages(now, after)}` is new"))
        if before:
            gone = replace(spot, known=(_pages(was, before),))
            changes.add(gone.change("pages-removed", f"`{_pages(was, before)}` is gone"))
        return
    spot = replace(spot, known=(_pages(was, before),))
    names = [(*each.resource, pages.name) for each, pages in ((was, before), (now, after))]
    if before.name != after.name and was.dotted == now.dotted:
        text = f"`{_pages(was, before)}` is now `{_pages(now, after)}`"
        changes.add(spot.change("pages-renamed", text, ".".join(names[0])))
    if before.items != after.items:
        items = f"`{after.annotation}` from `{after.items}`, was from `{before.items}`"
        changes.add(spot.change("page-items-changed", f"`{_pages(now, after)}` yields {items}"))
    elif _way(before) != _way(after):
        text = f"`{_pages(now, after)}` finds the next page in another way"
        changes.add(spot.change("pages-changed", text))


def compare_waiting(changes: Changes, spot: Spot, was: Method, now: Method) -> None:
    """Add the changes between how methods wait for jobs."""
    before, after = was.polling, now.polling
    if before is None or after is None:
        if after:
            changes.add(spot.change("wait-added", f"`client.wait()` can poll `{spot.subject}` now"))
        if before:
            text = f"`client.wait()` cannot poll `{spot.subject}` any more"
            at = replace(spot, known=(*spot.known, *_waits(name for name, _ in before.accepts)))
            changes.add(at.change("wait-removed", text))
        return
    gone = [name for name, _ in before.accepts if name not in dict(after.accepts)]
    if len(before.accepts) > len(after.accepts):
        text = f"`client.wait()` does not take `types.{gone[0]}` any more"
        at = replace(spot, known=(*spot.known, *_waits(gone)))
        changes.add(at.change("wait-takes-less", text))
    ends = [(each.status, each.succeeded, each.failed) for each in (before, after)]
    if ends[0] != ends[1] or len(before.accepts) < len(after.accepts):
        text = f"`client.wait()` recognises the end of `{spot.subject}` in another way"
        changes.add(spot.change("wait-changed", text))


def _pages(method: Method, pages: PagedMethod) -> str:
    return f"client.{'.'.join((*method.resource, pages.name))}()"


def _waits(names: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of waiting for objects of some classes."""
    return tuple(f"client.wait(types.{name})" for name in names)


def _way(pages: PagedMethod) -> tuple[object, ...]:
    return pages.style, pages.advance, pages.limit, pages.next, pages.more, pages.first
