"""The next version of a package (PEP 440, Semantic Versioning 2.0.0)."""

from __future__ import annotations

import pytest

from specquilt.comparison.next_version import next_version
from specquilt.openapi.finding import InputError
from specquilt.rules.changes.rule import MAJOR, MINOR, NONE, PATCH, Verdict


@pytest.mark.parametrize(
    ("current", "verdict", "expected"),
    [
        ("1.2.3", MAJOR, "2.0.0"),
        ("1.2.3", MINOR, "1.3.0"),
        ("1.2.3", PATCH, "1.2.4"),
        ("1.2.3", NONE, "1.2.4"),
        ("0.2.3", MAJOR, "0.3.0"),
        ("0.2.3", MINOR, "0.2.4"),
        ("0.2.3", PATCH, "0.2.4"),
        ("0.0.9", MAJOR, "0.1.0"),
        ("1", MINOR, "1.1.0"),
        ("1.2", PATCH, "1.2.1"),
        ("1.2.3.4", PATCH, "1.2.4"),
        ("v1.2.3", MINOR, "1.3.0"),
        ("1!2.0.0", MAJOR, "1!3.0.0"),
        ("2.0.0rc1", MAJOR, "2.0.0rc2"),
        ("2.0.0a1", PATCH, "2.0.0a2"),
        ("2.0.0.dev4", MINOR, "2.0.0.dev5"),
        ("1.2.3.post1", PATCH, "1.2.4"),
        ("1.2.3+local", PATCH, "1.2.4"),
    ],
)
def test_the_verdict_decides_which_part_is_raised(
    current: str, verdict: Verdict, expected: str
) -> None:
    assert next_version(current, verdict) == expected


def test_what_is_no_version_is_refused() -> None:
    with pytest.raises(InputError, match="'one' is not a version"):
        next_version("one", MINOR)
