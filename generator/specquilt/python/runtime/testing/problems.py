"""The error of tests, and suggestions for words that are not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final


class FakeError(AssertionError):
    """A test and the API disagree: an unknown field, a request that the API would refuse."""

    of_tests: Final = True


def hint(word: str, known: Iterable[str]) -> str:
    """Return a suggestion for a word that is not known; empty if there is none."""
    from difflib import get_close_matches

    listed = sorted(known)
    near = get_close_matches(word, listed, n=3, cutoff=0.6)
    if near:
        return f": did you mean {' or '.join(near)}?"
    return f": there are {', '.join(listed)}" if 0 < len(listed) <= _FEW else ""


_FEW = 12
