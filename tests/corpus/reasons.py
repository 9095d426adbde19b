"""The reasons why a sewn document differs from the vendor's document."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.agreement import Fact


@dataclass(frozen=True)
class Reason:
    """A reason, and the differences it explains."""

    text: str
    explains: Callable[[Fact], bool]


def _lacks(kind: str) -> Callable[[Fact], bool]:
    """Match facts that only the vendor's document has."""
    return lambda fact: fact.kind == kind and not fact.ours and bool(fact.theirs)


def _adds(kind: str) -> Callable[[Fact], bool]:
    """Match facts that only the sewn document has."""
    return lambda fact: fact.kind == kind and bool(fact.ours) and not fact.theirs


def _is_type(fact: Fact, ours: str, theirs: str = "") -> bool:
    return fact.kind.endswith(" type") and fact.ours == ours and theirs in ("", fact.theirs)


def _is_lost_type(fact: Fact) -> bool:
    is_enum = fact.kind.endswith(" enum") and fact.ours is None
    return is_enum or (_is_type(fact, "") and not _is_whole_answer(fact))


def _is_stream(fact: Fact) -> bool:
    return fact.kind == "response content type" and fact.where.endswith("text/event-stream")


def _is_whole_answer(fact: Fact) -> bool:
    return fact.kind == "response type" and bool(re.search(r" 2\d\d$", fact.where))


def _is_empty_answer(fact: Fact) -> bool:
    return _lacks("response content type")(fact) and fact.where.startswith("DELETE ")


def _is_open_variant(fact: Fact) -> bool:
    return fact.kind.endswith(" variant") and bool(re.search(r"<(object|type '\w+')>$", fact.where))


def _is_copied_variant(fact: Fact) -> bool:
    """Match variants that a union has more than once, which are numbered."""
    is_lost = fact.kind.endswith(" variant") and not fact.ours and bool(fact.theirs)
    return is_lost and bool(re.search(r" #\d+>$", fact.where))


def _is_count(fact: Fact) -> bool:
    return fact.kind == "parameter type" and _is_type(fact, "integer", "number")


def _is_tag(fact: Fact) -> bool:
    return _adds("request field")(fact) and fact.where.endswith("'>.type")


def _is_switch(fact: Fact) -> bool:
    return _adds("request field required")(fact) and fact.where.endswith(" body.stream")


REASONS = (
    Reason("lost: the export drops the bodies of error responses", _lacks("error content type")),
    Reason(
        "lost: the export drops statuses without a standard name (524, 529)", _lacks("error status")
    ),
    Reason(
        "lost: the export drops null next to a reference",
        lambda fact: _lacks("response nullable")(fact) or _lacks("request nullable")(fact),
    ),
    Reason(
        "lost: a union of strings, or a free-form object, became an object without properties; any value is valid",
        _is_lost_type,
    ),
    Reason(
        "lost: the export keeps only one content type of a response",
        lambda fact: _lacks("response content type")(fact) and not _is_empty_answer(fact),
    ),
    Reason(
        "lost: a variant became an object without properties, or is missing from its discriminator",
        _is_open_variant,
    ),
    Reason(
        "lost: no field is required, so the body may be optional",
        _lacks("request body required"),
    ),
    Reason(
        "intended: a request body with required fields is itself required",
        _adds("request body required"),
    ),
    Reason("intended: paging parameters are integers (float-pagination)", _is_count),
    Reason("intended: a union lists no variant twice (variant-duplicate)", _is_copied_variant),
    Reason(
        "intended: a DELETE response that is an object without properties has no content",
        _is_empty_answer,
    ),
    Reason(
        "elsewhere: the vendor describes the stream of the page in an extension, or not at all",
        lambda fact: _is_stream(fact) or _is_whole_answer(fact),
    ),
    Reason(
        "elsewhere: the vendor lists the discriminator value of a variant only in the discriminator",
        _is_tag,
    ),
    Reason(
        "added: both pages of the operation have the switch as a required constant without a default",
        _is_switch,
    ),
)


def reason_of(fact: Fact) -> Reason | None:
    """Return why the documents disagree on a fact; None if the reason is unknown."""
    return next((reason for reason in REASONS if reason.explains(fact)), None)
