"""Compares what belongs to no operation: servers, names of the package, and its documentation."""

from __future__ import annotations

from dataclasses import replace

from specquilt.comparison.changes import Changes
from specquilt.comparison.prose import compare_texts
from specquilt.comparison.spot import Spot
from specquilt.comparison.version import ApiVersion
from specquilt.openapi.pointer import Pointer


def compare_package(changes: Changes, spot: Spot, old: ApiVersion, new: ApiVersion) -> None:
    """Add the changes of the package as a whole."""
    _compare_servers(changes, spot, old, new)
    _compare_clients(changes, spot, old, new)
    _compare_error_names(changes, spot, old, new)
    info = spot.inside("Client", ("info",), ("info",))
    texts = [(v.api.title, v.api.description, v.api.links) for v in (old, new)]
    compare_texts(changes, info, texts[0], texts[1], subject="the API")
    tags = spot.inside("resources", ("tags",), ("tags",))
    compare_texts(
        changes, tags, _described_tags(old), _described_tags(new), subject="a group of operations"
    )


def _compare_servers(changes: Changes, spot: Spot, old: ApiVersion, new: ApiVersion) -> None:
    was, now = old.api.servers, new.api.servers
    if was and now and was[0].url != now[0].url:
        at = spot.inside("base_url", ("servers", 0, "url"), ("servers", 0, "url"))
        text = f"the base URL is `{now[0].url}`, was `{was[0].url}`"
        changes.add(at.change("base-url-changed", text))
    elif was and now and was[0].environment != now[0].environment:
        at = spot.inside("base_url", ("servers", 0), ("servers", 0))
        text = f"the base URL comes from `{now[0].environment}`, was `{was[0].environment}`"
        changes.add(at.change("environment-variable-changed", text))
    before, after = ([each.url for each in v[1:]] for v in (was, now))
    known = ({each.url for each in was}, {each.url for each in now})
    for number, url in enumerate(before, 1):
        if url not in known[1]:
            at = spot.inside(url, ("servers", number), ("servers",))
            changes.add(at.change("server-removed", f"the server `{url}` is gone", url))
    for number, url in enumerate(after, 1):
        if url not in known[0]:
            at = spot.inside(url, ("servers",), ("servers", number))
            changes.add(at.change("server-added", f"the server `{url}` is new", url))
    said = [{each.url: each.description for each in v} for v in (was, now)]
    both = known[0] & known[1]
    texts = [sorted((url, text) for url, text in each.items() if url in both) for each in said]
    at = spot.inside("servers", ("servers",), ("servers",))
    compare_texts(changes, at, texts[0], texts[1], subject="a server")


def _compare_clients(changes: Changes, spot: Spot, old: ApiVersion, new: ApiVersion) -> None:
    was, now = ([pair[0] for pair in v.surface.client_names] for v in (old, new))
    at = spot.inside("Client", ("info",), ("info",))
    for name in was:
        if name not in now:
            gone = replace(at, known=(name,))
            changes.add(gone.change("client-renamed", f"`{name}` is now `{now[0]}`", name))
    if set(was) <= set(now):
        for name in now:
            if name not in was:
                text = f"`{name}` is another name of `{now[0]}`"
                changes.add(at.change("client-name-added", text, name))
    packages = [v.surface.package for v in (old, new)]
    if all(packages) and packages[0] != packages[1]:
        text = f"the package `{packages[0]}` is now `{packages[1]}`"
        changes.add(at.change("client-renamed", text, packages[0]))


def _compare_error_names(changes: Changes, spot: Spot, old: ApiVersion, new: ApiVersion) -> None:
    now = {each.status: each.name for each in new.surface.errors}
    for each in old.surface.errors:
        name = now.get(each.status, each.name)
        if name != each.name:
            text = f"`errors.{each.name}` is now `errors.{name}`"
            spot = replace(spot, known=(f"errors.{each.name}",))
            at = spot.inside("errors", *(_response(v, each.status) for v in (old, new)))
            changes.add(at.change("error-class-renamed", text, each.name))


def _response(version: ApiVersion, status: int) -> Pointer:
    """Return the place of the first response with a status."""
    found = (o for o in version.api.operations if any(e.status == status for e in o.errors))
    first = next(found, None)
    return (*first.origin, "responses", str(status)) if first else ()


def _described_tags(version: ApiVersion) -> list[tuple[str, str]]:
    """Return the tags with a description that an operation has."""
    used = {each.wanted.tag for each in version.api.operations}
    return sorted((name, text) for name, text in version.api.tags if name in used and text)
