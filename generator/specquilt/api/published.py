"""What the vendor says about an operation in his own words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """A code sample as published."""

    language: str
    label: str
    source: str


@dataclass(frozen=True)
class Docs:
    """The vendor's own words about an operation."""

    summary: str = ""
    description: str = ""
    reference: str = ""
    samples: tuple[Sample, ...] = ()
    deprecated: bool = False


@dataclass(frozen=True)
class WantedCall:
    """What the document says about how an operation is called.

    Args:
        hint: the call itself, from ``x-specquilt-call``: ``embed_jobs.create``.
        tag: the first tag that has words.
        operation_id: the operationId.
        stream: the call of the streaming variant, from ``x-specquilt-streaming``.
    """

    hint: str = ""
    tag: str = ""
    operation_id: str = ""
    stream: str = ""
