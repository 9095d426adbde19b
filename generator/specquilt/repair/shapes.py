"""Gives every object its shape: mappings, lists and strings where OpenAPI has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.edits import Edit, Remove, Set
from specquilt.openapi.finding import LEFT_OUT, Finding
from specquilt.openapi.kinds import MAP, Kind, child_of
from specquilt.openapi.pointer import Pointer, exists, resolve
from specquilt.openapi.references import UnresolvedReference, target
from specquilt.openapi.version import meant, stated
from specquilt.openapi.walk import walk
from specquilt.repair import advice, meaning
from specquilt.repair.outcome import MAX_ROUNDS, Repair, repaired
from specquilt.validate.census import census_of
from specquilt.validate.shapes import Expected, Fault, faults

_PATIENCE = 10
"""Rounds of reading values as what they may mean; then they are left out."""

_OPTIONAL = frozenset(
    [
        Kind.EXTERNAL_DOCS,
        Kind.CONTACT,
        Kind.LICENSE,
        Kind.DISCRIMINATOR,
        Kind.XML,
        Kind.REQUEST_BODY,
        Kind.COMPONENTS,
        Kind.OAUTH_FLOW,
    ]
)
"""Objects that mean nothing if they are empty."""

_TEXTS = frozenset({"tags", "required", "enum", "type"})


def reshape(document: Document) -> tuple[Document, list[Finding]]:
    """Return the document with every object in shape, and what had to be changed."""
    document, findings = _with_version(document)
    for at in range(MAX_ROUNDS):
        if census_of(document).is_shaped:
            break
        found = [fault for node in walk(document) for fault in faults(node)]
        repairs = [*_flags(found), *(_repair(fault, at < _PATIENCE) for fault in _others(found))]
        document, news = repaired(document, repairs)
        findings.extend(news)
    return document, [_advised(document, each) for each in findings]


def with_components(document: Document) -> tuple[Document, list[Finding]]:
    """Return the document with components of the right shape; nothing else is looked at."""
    if not isinstance(document.data.get("openapi"), str) or "components" not in document.data:
        return document, []
    part = {key: document.data[key] for key in ("openapi", "components")}
    shaped, findings = reshape(replace(document, data=part))
    kept = {key: value for key, value in document.data.items() if key != "components"}
    return replace(document, data=kept | shaped.data), findings


def _advised(document: Document, finding: Finding) -> Finding:
    """Return a finding that says how to write the value that a place has in the end."""
    is_kept = not finding.help and exists(document.data, finding.pointer)
    if finding.rule == LEFT_OUT or not is_kept:
        return finding
    value = resolve(document.data, finding.pointer)
    return replace(finding, help=advice.corrected(finding.pointer, value))


def _with_version(document: Document) -> tuple[Document, list[Finding]]:
    written, version = document.data.get("openapi"), meant(stated(document.data))
    if written == version:
        return document, []
    is_there = "openapi" in document.data
    message = f"'openapi' must be a version, not {written!r:.40}"
    said = message if is_there else "the document has no `openapi`"
    edits = (Set(("openapi",), version),)
    return repaired(document, [Repair(("openapi",), said, f"read as {version}", edits)])


def _repair(fault: Fault, patient: bool) -> Repair:
    included = _included(fault)
    if included is not None:
        edits = (Set(fault.pointer[:-1] if fault.at[-1] == "$ref" else fault.pointer, included),)
        return Repair(fault.pointer, fault.message, "replaced by what it refers to", edits)
    value = _read(fault) if patient else meaning.NOTHING
    if value is not meaning.NOTHING:
        return Repair(fault.pointer, fault.message, _shown(value), (Set(fault.pointer, value),))
    if fault.expected is Expected.KEY:
        return Repair(fault.pointer, fault.message, "left out", (Remove(fault.pointer),))
    if fault.value is None:
        return Repair(fault.pointer, fault.message, "ignored", _without(fault))
    help, gone = advice.replaced(fault.pointer), _without(fault)
    return Repair(fault.pointer, fault.message, "left out", gone, loses=True, advice=help)


def _included(fault: Fault) -> Any:
    """Return the map or list of objects that a reference in its place means."""
    child = child_of(fault.node.kind, str(fault.at[0]))
    holder = fault.node.value.get(fault.at[0])
    if child is None or not child.many or not isinstance(holder, dict):
        return None
    if fault.at[1:] not in ((), ("$ref",)) or not isinstance(holder.get("$ref"), str):
        return None
    try:
        found = target(fault.node.document.data, holder["$ref"]).value
    except UnresolvedReference:
        return None
    others = {key: value for key, value in holder.items() if key != "$ref"}
    if child.many == MAP:
        return {**found, **others} if isinstance(found, dict) else None
    return found if isinstance(found, list) else None


def _without(fault: Fault) -> tuple[Edit, ...]:
    """Return the edits that take a value away; others may refer to a schema by its name."""
    child = child_of(fault.node.kind, str(fault.at[0]))
    is_named = len(fault.at) > 1 and child is not None and child.many == MAP
    if is_named and child is not None and child.kind is Kind.SCHEMA:
        return (Set(fault.pointer, {}),)
    return (Remove(fault.pointer),)


def _read(fault: Fault) -> Any:
    """Return what a value means, if there is a way to read it."""
    if fault.expected is Expected.KEY:
        return meaning.NOTHING
    child = child_of(fault.node.kind, str(fault.at[0]))
    if child is None:
        return _READ[fault.expected](fault)
    if len(fault.at) == 1 and child.many:
        return meaning.as_container(child, fault.value)
    if fault.value is None and child.kind in _OPTIONAL and not child.many:
        return meaning.NOTHING
    return meaning.as_object(child.kind, fault.value)


def _text(fault: Fault) -> Any:
    return meaning.as_text(fault.value) if fault.value is not None else meaning.NOTHING


def _list(fault: Fault) -> Any:
    if fault.at[-1] == "security":
        return meaning.as_requirements(fault.value)
    if fault.at[0] == "security" or fault.at[-1] in _TEXTS:
        return meaning.as_texts(fault.value)
    return meaning.NOTHING


def _mapping(fault: Fault) -> Any:
    if fault.at[0] == "security":
        return meaning.as_requirement(fault.value)
    return meaning.as_texts_by_name(fault.value)


_READ = {Expected.STRING: _text, Expected.LIST: _list, Expected.MAPPING: _mapping}


def _shown(value: Any) -> str:
    if value in ({}, []):
        return "read as empty"
    if isinstance(value, list):
        return "read as a list"
    return "read as a mapping" if isinstance(value, dict) else f"read as {value!r}"


# --- `required: true` in a property --------------------------------------------------------

_FLAGS: dict[object, bool] = {True: True, False: False, "true": True, "false": False}


def _is_flag(fault: Fault) -> bool:
    is_flag = isinstance(fault.value, bool) or fault.value in ("true", "false")
    return fault.node.kind is Kind.SCHEMA and fault.at == ("required",) and is_flag


def _others(found: Iterable[Fault]) -> Iterator[Fault]:
    return (fault for fault in found if not _is_flag(fault))


def _flags(found: Iterable[Fault]) -> Iterator[Repair]:
    """Move the flag of each property into the list of the object that has the property."""
    names: defaultdict[Pointer, list[str]] = defaultdict(list)
    flags = [fault for fault in found if _is_flag(fault)]
    for fault in flags:
        pointer = fault.node.pointer
        is_property = len(pointer) > 2 and pointer[-2] == "properties"
        if is_property and _FLAGS[fault.value]:
            names[pointer[:-2]].append(str(pointer[-1]))
    for fault in flags:
        owner = fault.node.pointer[:-2]
        added = _with_names(fault.node, owner, names.pop(owner, []))
        done = "the object requires it" if _FLAGS[fault.value] else "ignored"
        yield Repair(fault.pointer, fault.message, done, (Remove(fault.pointer), *added))


def _with_names(node: Cursor, owner: Pointer, names: list[str]) -> tuple[Edit, ...]:
    if not names:
        return ()
    required = Cursor((), node.document.data, node.document).at(*owner).get("required")
    before = required if isinstance(required, list) else []
    return (Set((*owner, "required"), [*before, *(n for n in names if n not in before)]),)
