"""Suggestions for misspelled words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "", *, prefix: str = "") -> str:
    """Return ``did you mean …?`` with similar words, or `otherwise` if there are none.

    Args:
        word: The unknown word.
        known: The words that there are.
        otherwise: The advice if none is similar.
        prefix: What all words begin with: that alone makes none similar.
    """
    ends = [each.removeprefix(prefix) for each in known]
    close = difflib.get_close_matches(word.removeprefix(prefix), ends, n=3)
    return f"did you mean {' or '.join(prefix + each for each in close)}?" if close else otherwise
