"""The laws hold for random documents."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, settings

from conservation.client import talk_about
from conservation.documents import documents
from conservation.laws import LAWS
from tiers import examples

_SETTINGS = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # one example takes seconds
    suppress_health_check=list(HealthCheck),
)


@examples(1, 20, documents, base=_SETTINGS)
def test_nothing_is_lost(document: dict[str, Any]) -> None:
    with talk_about(document) as found:
        for law in LAWS:
            law(found)
