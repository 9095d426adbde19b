"""Lifts out what operations share: servers, security, tags and error responses."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from specquilt.merge.combined import Combined
from specquilt.openapi.document import Document, clone
from specquilt.openapi.naming import pascal
from specquilt.openapi.operations import operations
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.references import written


def lift_servers(combined: Combined, documents: list[Document]) -> None:
    """Give the document its servers: those of most fragments; the others keep theirs."""
    lists = [document for document in documents if document.data.get("servers")]
    if not lists:
        return
    common = Counter(_key(document.data["servers"]) for document in lists).most_common(1)[0][0]
    for document in lists:
        if _key(document.data["servers"]) != common:
            _keep_own_servers(combined, document)
        elif "servers" not in combined.data:
            combined.data["servers"] = clone(document.data["servers"])
            combined.provenance.adopt(document.provenance, ("servers",), ("servers",))
        else:
            combined.provenance.add(("servers",), document.provenance.trace(("servers",)))


def _keep_own_servers(combined: Combined, document: Document) -> None:
    for pointer, operation in _in_both(combined, document):
        if "servers" not in operation:
            operation["servers"] = clone(document.data["servers"])
            combined.provenance.adopt(document.provenance, ("servers",), (*pointer, "servers"))


def _in_both(combined: Combined, document: Document) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Yield the operations of a fragment as they are in the document in the making."""
    for endpoint in operations(document.data):
        yield endpoint.pointer, resolve(combined.data, endpoint.pointer)


def lift_security(combined: Combined, documents: list[Document]) -> None:
    """Require for the whole document what every operation requires."""
    for document in documents:
        _push_down_security(combined, document)
    found = [(each.pointer, each.value.get("security")) for each in operations(combined.data)]
    first = found[0][1] if found else None
    if first is None or any(security != first for _, security in found):
        return
    combined.data["security"] = first
    combined.provenance.set(("security",), combined.provenance.trace((*found[0][0], "security")))
    for pointer, _ in found:
        del resolve(combined.data, pointer)["security"]


def _push_down_security(combined: Combined, document: Document) -> None:
    if "security" not in document.data:
        return
    for pointer, operation in _in_both(combined, document):
        if "security" not in operation:
            operation["security"] = clone(document.data["security"])
            combined.provenance.adopt(document.provenance, ("security",), (*pointer, "security"))


def lift_tags(combined: Combined, documents: list[Document]) -> None:
    """Declare every tag that an operation uses, in the order of use."""
    declared = {
        tag["name"]: (document, index, tag)
        for document in reversed(documents)
        for index, tag in enumerate(document.data.get("tags") or [])
    }
    used = dict.fromkeys(
        tag
        for endpoint in operations(combined.data)
        for tag in endpoint.value.get("tags", [])
        if isinstance(tag, str)
    )
    tags: list[dict[str, Any]] = []
    for name in [*used, *(name for name in declared if name not in used)]:
        if name in declared:
            document, index, tag = declared[name]
            combined.provenance.adopt(document.provenance, ("tags", index), ("tags", len(tags)))
            tags.append(clone(tag))
        else:
            tags.append({"name": name})
    if tags:
        combined.data["tags"] = tags


def lift_error_responses(combined: Combined, names: dict[str, str]) -> None:
    """Make one component of the error responses that operations have in common.

    Args:
        names: name by status, as pages list them; the rest is named by RFC 9110.
    """
    for status, uses in sorted(_error_responses(combined.data).items()):
        shared, _ = Counter(_key(value) for _, value in uses).most_common(1)[0]
        same = [pointer for pointer, value in uses if _key(value) == shared]
        name = error_name(status, names)
        responses = combined.data["components"].get("responses", {})
        if len(same) > 1 and name and name not in responses:
            _lift_response(combined, same, name)


def error_name(status: str, names: dict[str, str]) -> str:
    """Return the class-like name of an error status, or nothing if nobody has named it."""
    phrase = names.get(status, "")
    if not phrase and status.isdecimal() and int(status) in set(HTTPStatus):
        phrase = HTTPStatus(int(status)).phrase
    name = pascal(phrase, "")
    return name if not name or name.endswith("Error") else f"{name}Error"


def _error_responses(data: dict[str, Any]) -> dict[str, list[tuple[Pointer, Any]]]:
    found: dict[str, list[tuple[Pointer, Any]]] = defaultdict(list)
    for endpoint in operations(data):
        for status, response in endpoint.value.get("responses", {}).items():
            if status[:1] in "45" and "$ref" not in response:
                found[status].append(((*endpoint.pointer, "responses", status), response))
    return found


def _lift_response(combined: Combined, uses: list[Pointer], name: str) -> None:
    target = ("components", "responses", name)
    combined.put(target, clone(resolve(combined.data, uses[0])))
    traces = [combined.provenance.trace(use) for use in uses]
    combined.provenance.adopt(combined.provenance, uses[0], target)
    for trace in traces:
        combined.provenance.add(target, trace)
    for use in uses:
        resolve(combined.data, use[:-1])[use[-1]] = {"$ref": written(target)}


def _key(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
