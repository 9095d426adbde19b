"""Documents merged from vendors' pages agree with the documents that the vendors publish."""

from __future__ import annotations

import pytest

from corpus.reasons import reason_of
from corpus.report import compared, comparison_tables, written
from corpus.vendors import ABSENT, WITH_PUBLISHED_DOCUMENT, Vendor


@pytest.mark.parametrize("vendor", WITH_PUBLISHED_DOCUMENT, ids=lambda vendor: vendor.name)
def test_every_disagreement_has_a_known_reason(vendor: Vendor) -> None:
    if vendor.published_document() is None:
        pytest.skip(ABSENT)
    unexplained = [fact for fact in compared(vendor) if not fact.agrees and not reason_of(fact)]
    assert unexplained == []


def test_documented_agreement_is_current() -> None:
    if not all(vendor.published_document() for vendor in WITH_PUBLISHED_DOCUMENT):
        pytest.skip(ABSENT)
    for name, content in comparison_tables().items():
        assert written(name) == content
