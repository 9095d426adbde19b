"""Facts about what servers of the user receive."""

from __future__ import annotations

from specquilt.api.value_types import Type
from specquilt.openapi.dataclass import dataclass


@dataclass(frozen=True)
class ApiWebhooks:
    """What the API sends to servers of the user.

    Args:
        events: Pairs of a name and the type of the body, sorted.
        event: Where a webhook has its name: fields of the body, and headers after ``header.``.
        signature: Pairs of a property of the signature and its value.
    """

    events: tuple[tuple[str, Type], ...]
    event: tuple[str, ...]
    signature: tuple[tuple[str, str], ...]
