"""Moves servers, security, tags and error responses that operations share to the document."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any

from specquilt.merging.draft import Draft
from specquilt.openapi.document import Document, clone
from specquilt.openapi.operations import operations
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.references import reference_to
from specquilt.openapi.words import pascal


def lift_servers(draft: Draft, documents: list[Document]) -> None:
    """Set the most common servers on the document. Operations with other servers keep them."""
    lists = [document for document in documents if document.data.get("servers")]
    if not lists:
        return
    common = _most_common(_key(document.data["servers"]) for document in lists)
    for document in lists:
        if _key(document.data["servers"]) != common:
            _keep_own_servers(draft, document)
        elif "servers" not in draft.data:
            draft.data["servers"] = clone(document.data["servers"])
            draft.provenance.adopt(document.provenance, ("servers",), ("servers",))
        else:
            draft.provenance.add(("servers",), document.provenance.trace(("servers",)))


def _keep_own_servers(draft: Draft, document: Document) -> None:
    for pointer, operation in _in_both(draft, document):
        if "servers" not in operation:
            draft.own(pointer)["servers"] = clone(document.data["servers"])
            draft.provenance.adopt(document.provenance, ("servers",), (*pointer, "servers"))


def _in_both(draft: Draft, document: Document) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Yield the operations of a fragment as they are in the draft."""
    for endpoint in operations(document.data):
        yield endpoint.pointer, resolve(draft.data, endpoint.pointer)


def lift_security(draft: Draft, documents: list[Document]) -> None:
    """Set the security on the document if all operations require the same."""
    for document in documents:
        _push_down_security(draft, document)
    found = [(each.pointer, each.value.get("security")) for each in operations(draft.data)]
    first = next((security for _, security in found), None)
    if first is None or any(security != first for _, security in found):
        return
    draft.data["security"] = first
    draft.provenance.set(("security",), draft.provenance.trace((*found[0][0], "security")))
    for pointer in dict(found):  # several paths may refer to the same path item
        del draft.own(pointer)["security"]


def _push_down_security(draft: Draft, document: Document) -> None:
    if "security" not in document.data:
        return
    for pointer, operation in _in_both(draft, document):
        if "security" not in operation:
            draft.own(pointer)["security"] = clone(document.data["security"])
            draft.provenance.adopt(document.provenance, ("security",), (*pointer, "security"))


def lift_tags(draft: Draft, documents: list[Document]) -> None:
    """Declare all tags on the document. Used tags come first, in order of first use."""
    declared = {
        tag["name"]: (document, index, tag)
        for document in reversed(documents)
        for index, tag in enumerate(document.data.get("tags") or [])
    }
    used = dict.fromkeys(
        tag
        for endpoint in operations(draft.data)
        for tag in endpoint.value.get("tags", [])
        if isinstance(tag, str)
    )
    tags: list[dict[str, Any]] = []
    for name in [*used, *(name for name in declared if name not in used)]:
        if name in declared:
            document, index, tag = declared[name]
            draft.provenance.adopt(document.provenance, ("tags", index), ("tags", len(tags)))
            tags.append(clone(tag))
        else:
            tags.append({"name": name})
    if tags:
        draft.data["tags"] = tags


def lift_error_responses(draft: Draft, names: dict[str, str]) -> None:
    """Turn equal error responses of several operations into components.

    Args:
        draft: the draft, which is changed.
        names: error name by status from the pages. Other statuses get their name from RFC 9110.
    """
    for status, uses in sorted(_error_responses(draft.data).items()):
        shared = _most_common(_key(value) for _, value in uses)
        same = [pointer for pointer, value in uses if _key(value) == shared]
        name = error_name(status, names)
        responses = draft.data["components"].get("responses", {})
        if len(same) > 1 and name and name not in responses:
            _lift_response(draft, same, name)


def error_name(status: str, names: dict[str, str]) -> str:
    """Return the class name of an error status, or an empty string if it has no name."""
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


def _lift_response(draft: Draft, uses: list[Pointer], name: str) -> None:
    target = ("components", "responses", name)
    draft.put(target, clone(resolve(draft.data, uses[0])))
    traces = [draft.provenance.trace(use) for use in uses]
    draft.provenance.adopt(draft.provenance, uses[0], target)
    for trace in traces:
        draft.provenance.add(target, trace)
    for use in uses:
        resolve(draft.data, use[:-1])[use[-1]] = {"$ref": reference_to(target)}


def _most_common(keys: Iterable[str]) -> str:
    """Return the most common key; of equally common ones, the first."""
    counts = Counter(keys)
    return max(counts, key=counts.__getitem__)


def _key(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
