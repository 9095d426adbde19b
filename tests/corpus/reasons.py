"""Why a sewn document and the vendor's own disagree, where no reader of the pages could help it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.agreement import Fact


@dataclass(frozen=True)
class Reason:
    """One reason, and the disagreements that it explains."""

    text: str
    explains: Callable[[Fact], bool]


def _lacks(kind: str) -> Callable[[Fact], bool]:
    """Explain what the vendor's document has and ours has not."""
    return lambda fact: fact.kind == kind and not fact.ours and bool(fact.theirs)


def _adds(kind: str) -> Callable[[Fact], bool]:
    """Explain what ours has and the vendor's document has not."""
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


def _is_count(fact: Fact) -> bool:
    return fact.kind == "parameter type" and _is_type(fact, "integer", "number")


def _is_tag(fact: Fact) -> bool:
    return _adds("request field")(fact) and fact.where.endswith("'>.type")


def _is_switch(fact: Fact) -> bool:
    return _adds("request field required")(fact) and fact.where.endswith(" body.stream")


REASONS = (
    Reason("lost: the export drops the bodies of errors", _lacks("error content type")),
    Reason("lost: the export drops statuses that have no name (524, 529)", _lacks("error status")),
    Reason(
        "lost: the export drops null where a schema is referred to",
        lambda fact: _lacks("response nullable")(fact) or _lacks("request nullable")(fact),
    ),
    Reason(
        "lost: a choice of texts, or a free object, became an object without fields; any value goes",
        _is_lost_type,
    ),
    Reason(
        "lost: the export keeps one content type of an answer",
        lambda fact: _lacks("response content type")(fact) and not _is_empty_answer(fact),
    ),
    Reason(
        "lost: a variant became an object of anything, or its discriminator lost it",
        _is_open_variant,
    ),
    Reason(
        "lost: no field is required, so nothing proves that the body is",
        _lacks("request body required"),
    ),
    Reason("wanted: a body with required fields must be sent", _adds("request body required")),
    Reason("wanted: a page of results is counted in whole numbers (float-pagination)", _is_count),
    Reason("wanted: an object without fields as the answer to DELETE is nothing", _is_empty_answer),
    Reason(
        "elsewhere: the page says that it streams; the vendor says so in an extension or not at all",
        lambda fact: _is_stream(fact) or _is_whole_answer(fact),
    ),
    Reason("elsewhere: the vendor has the tag of a variant in its discriminator only", _is_tag),
    Reason(
        "added: both of two pages have the switch as a required constant, and neither a default",
        _is_switch,
    ),
)


def reason_of(fact: Fact) -> Reason | None:
    """Return why a fact is not agreed on; nothing if nobody has found out yet."""
    return next((reason for reason in REASONS if reason.explains(fact)), None)
