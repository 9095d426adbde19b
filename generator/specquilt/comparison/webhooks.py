"""Compares the webhooks of two versions: which there are, and how they are signed."""

from __future__ import annotations

from collections.abc import Mapping

from specquilt.api.received import ApiWebhooks
from specquilt.api.value_types import Named, Type
from specquilt.comparison.changes import Changes
from specquilt.comparison.spot import Spot
from specquilt.comparison.version import ApiVersion

_NONE = ApiWebhooks((), (), ())


def compare_webhooks(changes: Changes, spot: Spot, old: ApiVersion, new: ApiVersion) -> None:
    """Add webhooks that come and go with no class of their own, and other signatures."""
    was, now = old.api.webhooks or _NONE, new.api.webhooks or _NONE
    at = spot.inside("webhooks", ("webhooks",), ("webhooks",))
    for name in _only_in(dict(was.events), dict(now.events), new.schemas):
        changes.add(at.change("webhook-removed", f"the webhook `{name}` is gone", name))
    for name in _only_in(dict(now.events), dict(was.events), old.schemas):
        changes.add(at.change("webhook-added", f"the webhook `{name}` is new", name))
    if was.signature and now.signature and was.signature != now.signature:
        text = "webhooks are signed in another way"
        changes.add(at.change("webhook-signature-changed", text))


def _only_in(
    events: Mapping[str, Type], others: Mapping[str, Type], schemas: Mapping[str, object]
) -> list[str]:
    """Return the names of events that the other version lacks, although it has their classes."""
    return [
        name
        for name, type_ in events.items()
        if name not in others and not (isinstance(type_, Named) and type_.name not in schemas)
    ]
