"""Calls that a vendor shows in his Python samples."""

from collections import Counter
from collections.abc import Iterable, Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.operations import CALL, Endpoint, operations
from specquilt.rules.engine.rule import Problem, Rule

_OTHER_WAYS = frozenset({"with_options", "with_raw_response", "with_streaming_response", "copy"})
"""Methods of clients that lead to the methods of operations."""


def check(node: Cursor) -> Iterator[Problem]:
    """Report operations that samples call by a name, which no other operation has."""
    listed = list(operations(node.value))
    unnamed = [each for each in listed if _has_samples(each) and not _is_declared(each)]
    found = [(each, *_sampled(each)) for each in unnamed]
    counts = Counter(call for _, _, call in found)
    counts.update(str(each.value[CALL]) for each in listed if CALL in each.value)
    for endpoint, key, call in found:
        if call and counts[call] == 1:
            message = f"the Python samples of the document call it {call}()"
            edit = Set((*endpoint.pointer, CALL), call)
            yield Problem(message, (*endpoint.pointer, key), (edit,))


def _is_declared(endpoint: Endpoint) -> bool:
    # Most documents have no samples: they do not need the table of hints, nor the parser of Python.
    from specquilt.rules.facts.hints import keys_of

    return not {CALL, *keys_of("declared-call")}.isdisjoint(endpoint.value)


def _has_samples(endpoint: Endpoint) -> bool:
    return any(True for _ in _extensions(endpoint))


def _extensions(endpoint: Endpoint) -> Iterator[tuple[str, object]]:
    for key, value in endpoint.value.items():
        if isinstance(key, str) and key.startswith("x-") and isinstance(value, dict | list):
            yield key, value


def _sampled(endpoint: Endpoint) -> tuple[str, str]:
    """Return the extension with samples, and the only call of all of them, or of the first."""
    from specquilt.rules.facts.python_samples import calls_in, samples_in

    for key, value in _extensions(endpoint):
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
