"""Calls that a vendor shows in his Python samples."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import METHODS, Kind
from specquilt.openapi.operations import CALL, Endpoint
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import endpoints

_OTHER_WAYS = frozenset({"with_options", "with_raw_response", "with_streaming_response", "copy"})
"""Methods of clients that lead to the methods of operations."""

_Calls: TypeAlias = dict[str, tuple[str, str]]
"""By method, the extension with samples, and the call that they show."""


def check(node: Cursor) -> Iterator[Problem]:
    """Report operations that samples call by a name, which no other operation has."""
    listed = node.once(endpoints) if "paths" in node.value else ()
    known = node.document.about_parts(_sampled_in, {each.pointer[:-1] for each in listed})
    samples = ((each, _sample_of(each, known)) for each in listed)
    found = [(each, *sample) for each, sample in samples if sample]
    counts = Counter(call for _, _, call in found)
    counts.update(str(each.value[CALL]) for each in listed if CALL in each.value)
    for endpoint, key, call in found:
        if call and counts[call] == 1:
            message = f"the Python samples of the document call it {call}()"
            edit = Set((*endpoint.pointer, CALL), call)
            yield Problem(message, (*endpoint.pointer, key), (edit,))


def _sample_of(endpoint: Endpoint, known: Mapping[Pointer, _Calls]) -> tuple[str, str] | None:
    """Return what samples call an operation, which is in one of the parts, or deeper in a component."""
    item = endpoint.pointer[:-1]
    found = known[item] if item in known else _sampled_in({endpoint.method: endpoint.value})
    return found.get(endpoint.method)


def _sampled_in(item: Any) -> _Calls:
    """Return what samples in the operations of a path item call them, by method."""
    unnamed = (
        (key, operation)
        for key, operation in mapping(item).items()
        if key in METHODS and _has_samples(mapping(operation)) and not _is_declared(operation)
    )
    return {method: _sampled(operation) for method, operation in unnamed}


def _is_declared(operation: dict[str, Any]) -> bool:
    # Most documents have no samples: they do not need the table of hints, nor the parser of Python.
    from specquilt.rules.facts.hints import keys_of

    return not {CALL, *keys_of("declared-call")}.isdisjoint(operation)


def _has_samples(operation: dict[str, Any]) -> bool:
    return any(True for _ in _extensions(operation))


def _extensions(operation: dict[str, Any]) -> Iterator[tuple[str, object]]:
    for key, value in operation.items():
        if isinstance(key, str) and key.startswith("x-") and isinstance(value, dict | list):
            yield key, value


def _sampled(operation: dict[str, Any]) -> tuple[str, str]:
    """Return the extension with samples, and the only call of all of them, or of the first."""
    from specquilt.rules.facts.python_samples import calls_in, samples_in

    for key, value in _extensions(operation):
        calls = [found for text in samples_in(value) if (found := _plain(calls_in(text)))]
        for candidates in (set.intersection(*calls), calls[0]) if calls else ():
            if len(candidates) == 1:
                return key, candidates.pop()
    return "", ""


def _plain(calls: Iterable[str]) -> set[str]:
    return {call for call in calls if _OTHER_WAYS.isdisjoint(call.split("."))}


RULE = Rule(
    summary="calls that Python samples show",
    why="Users copy the samples of a vendor. The fix names the method as they do, if it is clear which "
    "call they show, and no other operation is called so. Names that the document declares, "
    "and your own in `x-specquilt-call`, take precedence.",
    severity=Severity.INFO,
    fix=Fix.SAFE,
    on=Kind.DOCUMENT,
    keys=("paths",),
    check=check,
    before="""
        paths:
          /quilts:
            get:
              operationId: listQuiltsByOwner
              x-codeSamples:
                - lang: Python
                  source: |
                    client = Quilts()
                    page = client.shop.quilts.list(owner="a")
              responses: {'204': {description: Done}}
    """,
    after="""
        paths:
          /quilts:
            get:
              operationId: listQuiltsByOwner
              x-codeSamples:
                - lang: Python
                  source: |
                    client = Quilts()
                    page = client.shop.quilts.list(owner="a")
              responses: {'204': {description: Done}}
              x-specquilt-call: shop.quilts.list
    """,
)
