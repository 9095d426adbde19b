"""Entries of a changelog: written once, below "Unreleased", and nothing else is touched."""

from __future__ import annotations

import pytest

from diff.versions import PERSON, base, compared, edited, version
from specquilt.comparison.changelog import updated
from specquilt.comparison.difference import ChangeFinding, differences

HAND_WRITTEN = """\
# Changes

All by hand.

## [Unreleased]

### Added

- A cookbook.

## [1.0.0] - 2026-01-01

- First release.

[1.0.0]: https://quilt.test/1.0.0
"""


def _between(new: object) -> list[ChangeFinding]:
    comparison = compared(base(), new)
    one, other = version(base()), version(new)
    return list(differences(comparison, one, other))


def _edits() -> list[ChangeFinding]:
    new = edited(f"{PERSON}/age", "{type: string}")
    new = edited(f"{PERSON}/phone", "{type: string}", new)
    return _between(edited("/paths/~1about/get/deprecated", "true", new))


def test_a_new_changelog_gets_groups_in_terms_of_calls() -> None:
    text = updated("", _edits())
    assert text.partition("<!--")[0] == (
        "# Changelog\n\n## [Unreleased]\n\n### Breaking\n\n"
        "- `types.Person.age` has another type (`str`, was `int`) (3 operations).\n\n"
        "### Added\n\n- `types.Person.phone` is new (3 operations).\n\n"
        "### Changed\n\n- `client.about()` is deprecated.\n\n"
    )


def test_the_second_run_writes_nothing() -> None:
    once = updated(HAND_WRITTEN, _edits())
    assert updated(once, _edits()) == once


def test_hand_written_text_stays() -> None:
    text = updated(HAND_WRITTEN, _edits())
    assert text.startswith(
        "# Changes\n\nAll by hand.\n\n## [Unreleased]\n\n### Added\n\n- A cookbook.\n"
    )
    assert text.endswith(HAND_WRITTEN[HAND_WRITTEN.index("## [1.0.0]") :])
    assert text.count("### Added") == 1
    assert "- A cookbook.\n- `types.Person.phone` is new" in text


def test_lines_that_were_edited_or_removed_do_not_return() -> None:
    once = updated(HAND_WRITTEN, _edits())
    edited_text = once.replace("- `client.about()` is deprecated.\n", "- Do not ask about us.\n")
    shorter = edited_text.replace("- `types.Person.phone` is new (3 operations).\n", "")
    assert updated(shorter, _edits()) == shorter


def test_further_changes_are_added_to_their_groups() -> None:
    once = updated(HAND_WRITTEN, _edits())
    twice = updated(once, _between(edited(f"{PERSON}/fax", "{type: string}")))
    assert "is new (3 operations).\n- `types.Person.fax` is new (3 operations).\n" in twice
    assert twice.count("<!-- specquilt diff:") == 1
    assert updated(twice, _edits()) == twice


@pytest.mark.parametrize(
    "before",
    [
        "# Changelog\n",
        "# Changelog\n\n## 1.0.0\n\n- First.\n",
        "## 1.0.0\n",
        "# Changelog",
        "# Changelog\n\n[1.0.0]: https://quilt.test\n",
        "# Changelog\n\n## Unreleased",
    ],
)
def test_any_changelog_keeps_its_lines_and_gets_one_section(before: str) -> None:
    text = updated(before, _edits())
    assert text.lower().count("unreleased") == 1
    position = -1
    for line in filter(None, before.splitlines()):
        position = text.index(line, position + 1)
    assert updated(text, _edits()) == text


def test_no_changes_and_changes_of_descriptions_write_nothing() -> None:
    assert updated(HAND_WRITTEN, []) == HAND_WRITTEN
    assert (
        updated(HAND_WRITTEN, _between(edited(f"{PERSON}/age/description", "Years")))
        == HAND_WRITTEN
    )
