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
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.walk import METHODS, mapping


def operations(data: dict[str, Any]) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Yield every operation with its pointer, in order."""
    for path, item in mapping(data.get("paths")).items():
        for method, operation in mapping(item).items():
            if method in METHODS:
                yield ("paths", path, method), operation


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
    for pointer, _ in operations(document.data):
        operation = resolve(combined.data, pointer)
        if "servers" not in operation:
            operation["servers"] = clone(document.data["servers"])
            combined.provenance.adopt(document.provenance, ("servers",), (*pointer, "servers"))


def lift_security(combined: Combined, documents: list[Document]) -> None:
    """Require for the whole document what every operation requires."""
    for document in documents:
        _push_down_security(combined, document)
    found = [
        (pointer, operation.get("security")) for pointer, operation in operations(combined.data)
    ]
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
    for pointer, _ in operations(document.data):
        operation = resolve(combined.data, pointer)
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
        for _, operation in operations(combined.data)
        for tag in operation.get("tags", [])
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
    for pointer, operation in operations(data):
        for status, response in operation.get("responses", {}).items():
            if status[:1] in "45" and "$ref" not in response:
                found[status].append(((*pointer, "responses", status), response))
    return found


def _lift_response(combined: Combined, uses: list[Pointer], name: str) -> None:
    target = ("components", "responses", name)
    combined.put(target, clone(resolve(combined.data, uses[0])))
    traces = [combined.provenance.trace(use) for use in uses]
    combined.provenance.adopt(combined.provenance, uses[0], target)
    for trace in traces:
        combined.provenance.add(target, trace)
    for use in uses:
        resolve(combined.data, use[:-1])[use[-1]] = {"$ref": f"#/components/responses/{name}"}


def _key(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
