"""The module of webhooks: what its template needs."""

from __future__ import annotations

from functools import cached_property

from specquilt.api.received import ApiWebhooks
from specquilt.openapi.dataclass import dataclass
from specquilt.python.annotations import Annotation, Annotations


@dataclass(frozen=True)
class WebhookModule:
    """The events that a server can send, with their types.

    Args:
        webhooks: The webhooks, with the types as named in the package.
        annotations: Creates annotations.
    """

    webhooks: ApiWebhooks
    annotations: Annotations

    @cached_property
    def events(self) -> list[tuple[str, Annotation]]:
        """Names of the events with their types."""
        return [(name, self.annotations.given(type_)) for name, type_ in self.webhooks.events]

    @property
    def types(self) -> list[Annotation]:
        """All types, once."""
        return list(dict.fromkeys(type_ for _, type_ in self.events))

    @property
    def names(self) -> frozenset[str]:
        """Names that the types use."""
        return frozenset[str]().union(*(type_.names for _, type_ in self.events))

    @property
    def typing_names(self) -> list[str]:
        """Names that the module imports from ``typing``."""
        return sorted((self.names & {"Any", "Literal"}) | {"TypeAlias", "Union"})
