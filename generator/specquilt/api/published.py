"""The vendor's documentation of an operation."""

from __future__ import annotations

from specquilt.openapi.dataclass import dataclass


@dataclass(frozen=True)
class Sample:
    """A code sample as published."""

    language: str
    label: str
    source: str


@dataclass(frozen=True)
class Docs:
    """The documentation of an operation.

    Args:
        reference: URL of the operation's documentation page.
    """

    summary: str = ""
    description: str = ""
    reference: str = ""
    samples: tuple[Sample, ...] = ()
    deprecated: bool = False


@dataclass(frozen=True)
class WantedCall:
    """The parts of the document that determine the name of an operation's call.

    Args:
        hint: The call from ``x-specquilt-call``: ``embed_jobs.create``.
        tag: The first tag that contains words.
        operation_id: The operationId.
        stream: The call of the streaming variant, from ``x-specquilt-streaming``.
    """

    hint: str = ""
    tag: str = ""
    operation_id: str = ""
    stream: str = ""
