"""Resources of a Stainless configuration: names of calls and models."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.values import mapping
from specquilt.openapi.words import pascal, snake
from specquilt.project.migrate.plan import NAMES, Plan

_ENDPOINT = re.compile(r"\s*([A-Za-z]+)\s+(/\S*)\s*")
_SCHEMA = re.compile(r"(?:#/components/schemas/|#/definitions/)?([^/#]+)")
_ON_CLIENT = ("$client", "$shared")
_PYTHON = "python"
_HTTP = (None, "http")


def method(plan: Plan, at: Pointer, value: Any) -> None:
    """Read a method: ``create: post /jobs``, or a mapping with the key ``endpoint``."""
    place = at if isinstance(value, str) else (*at, "endpoint")
    endpoint = endpoint_of(value)
    if not _has_names(at):
        return
    if not endpoint:
        _no_endpoint(plan, at, value)
    elif _is_left_out(plan, at):
        plan.step("leave-out", endpoint, _call(at), place)
    else:
        plan.step("call", endpoint, _call(at), place)
        _pages(plan, at, value, endpoint)


def endpoint_of(value: Any) -> str:
    """Return ``GET /path`` of a method; empty if it has none."""
    text = mapping(value).get("endpoint") if isinstance(value, dict) else value
    found = _ENDPOINT.fullmatch(text) if isinstance(text, str) else None
    return f"{found[1].upper()} {found[2]}" if found else ""


def _no_endpoint(plan: Plan, at: Pointer, value: Any) -> None:
    kind = mapping(value).get("type")
    if kind not in _HTTP:
        plan.report(f"not a call of an operation, but of the type {str(kind)!r}", at)
    else:
        plan.report("not an endpoint: `get /path` is expected", at)


def _pages(plan: Plan, at: Pointer, value: Any, endpoint: str) -> None:
    given = mapping(value).get("paginated", str(at[-1]).startswith("list") or None)
    if given:
        plan.step("pages", endpoint, given if isinstance(given, str) else "", (*at, "paginated"))


def paginated(plan: Plan, at: Pointer, _value: Any) -> None:
    """Read that a method has no pages: any other value is read with the method."""
    plan.report("pages are recognised by their shape; `x-specquilt-pagination: null` says no", at)


def kind(plan: Plan, at: Pointer, value: Any) -> None:
    """Read the type of a method that has an endpoint."""
    if value == "http":
        plan.use(NAMES, at)
    else:
        plan.report("the type of a method that specquilt does not know", at)


def model(plan: Plan, at: Pointer, value: Any) -> None:
    """Read a model: the name of a schema, its reference, or a mapping with one of them."""
    key = next((name for name in ("openapi_uri", "schema", "uri") if name in mapping(value)), "")
    text, place = (mapping(value)[key], (*at, key)) if key else (value, at)
    if not isinstance(text, str) or not _has_names(at):
        return
    found = _SCHEMA.fullmatch(text.strip())
    if not found:
        plan.report(
            "a part of a schema: only the schemas of the API document can be renamed", place
        )
    elif _is_left_out(plan, at):
        plan.report("the model is not for Python", place)
    else:
        plan.step("schema", found[1], pascal(snake(str(at[-1]))), place)


def languages(plan: Plan, at: Pointer, _value: Any) -> None:
    """Read `only` and `skip`: they decide which methods the client has."""
    plan.use("they decide which methods the client has", at)


def unspecified(plan: Plan, at: Pointer, value: Any) -> None:
    """Read an endpoint that the client does not have."""
    endpoint = endpoint_of(value)
    if endpoint:
        plan.step("leave-out", endpoint, "", at)


def _has_names(at: Pointer) -> bool:
    """Return whether all resources and methods have names: items of lists have none."""
    return all(isinstance(name, str) for name in at)


def _call(at: Pointer) -> str:
    """Return ``jobs.tasks.list``: every other name is one of a container."""
    names = [str(name) for name in at[2::2]]
    return ".".join(snake(name) for name in names if name not in _ON_CLIENT)


def _is_left_out(plan: Plan, at: Pointer) -> bool:
    return any(_skips(value) for value in _holders(plan, at))


def _holders(plan: Plan, at: Pointer) -> Iterator[dict[str, Any]]:
    """Yield a method and the resources that it is in."""
    for length in range(3, len(at) + 1, 2):
        yield mapping(resolve(plan.data, at[:length]))


def _skips(given: dict[str, Any]) -> bool:
    skip, only = given.get("skip"), given.get("only")
    skipped = skip is True or (isinstance(skip, list) and _PYTHON in skip) or skip == _PYTHON
    return skipped or (isinstance(only, list) and _PYTHON not in only)
