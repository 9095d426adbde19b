"""Calls every method of a client with generated arguments, and counts the results."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from types import ModuleType
from typing import Any

from documents.arguments import arguments, bound, methods
from documents.client import Generated
from documents.values import Values
from specquilt.python.surface.types import Method

SHARES = (0.0, 1.0, 0.5, 0.5, 0.5)
"""Shares of optional arguments to pass: first none, then all, then random ones."""


@dataclass
class Outcome:
    """The results of all calls of one client.

    Args:
        counts: calls by "accepted", "refused" and "invalid response".
        refused: one line per refused request: method, reason, arguments.
        misread: one line per response that the client could not decode.
    """

    counts: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)
    misread: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return ", ".join(f"{count} {what}" for what, count in sorted(self.counts.items()))


def call_everything(generated: Generated, module: ModuleType, base_url: str) -> Outcome:
    """Call every method of a client several times, and return the results."""
    outcome = Outcome()
    with module.Client(
        base_url=base_url, max_retries=0, follow_redirects=False, **generated.credentials()
    ) as client:
        for method in methods(generated.surface):
            for seed, share in enumerate(SHARES):
                values = Values(generated.document, seed, share)
                given = arguments(generated.document, method, values)
                _call(method, client, given, module, outcome)
    return outcome


def _call(
    method: Method, client: Any, given: dict[str, Any], module: ModuleType, outcome: Outcome
) -> None:
    try:
        _consume(method, bound(method, client)(**given))
    except module.errors.DecodingError as error:
        outcome.counts["invalid response"] += 1
        outcome.misread.append(f"{method.dotted}: {str(error)[:300]}")
    except module.errors.StatusError as error:
        if error.status < 400:  # the client does not follow redirects here
            outcome.counts["accepted"] += 1
            return
        outcome.counts["refused"] += 1
        outcome.refused.append(f"{method.dotted}: {_reasons(error)} {given!r:.500}")
        return
    outcome.counts["accepted"] += 1


def _consume(method: Method, result: Any) -> None:
    kind = method.response.kind
    if kind == "events":
        with result:
            list(islice(result, 3))
    elif kind == "lines":  # the mock server formats its JSON over several lines
        result.close()
    elif kind == "binary":
        with result:
            result.read()


def _reasons(error: Any) -> str:
    headers = {key: value for key, value in error.headers.items() if key.startswith("x-steady")}
    texts = [value for key, value in headers.items() if key.endswith(("-message", "-path"))]
    return f"{error.status} {'; '.join(texts)}"
