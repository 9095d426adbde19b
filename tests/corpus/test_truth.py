"""What is sewn of a vendor's pages agrees with what the vendor publishes itself."""

from __future__ import annotations

import pytest

from corpus.reasons import reason_of
from corpus.report import compared, truth_tables, written
from corpus.vendors import ABSENT, WITH_TRUTH, Vendor


@pytest.mark.parametrize("vendor", WITH_TRUTH, ids=lambda vendor: vendor.name)
def test_every_disagreement_has_a_reason(vendor: Vendor) -> None:
    if vendor.truth() is None:
        pytest.skip(ABSENT)
    unexplained = [fact for fact in compared(vendor) if not fact.agrees and not reason_of(fact)]
    assert unexplained == []


def test_documented_agreement_is_current() -> None:
    if not all(vendor.truth() for vendor in WITH_TRUTH):
        pytest.skip(ABSENT)
    for name, content in truth_tables().items():
        assert written(name) == content
