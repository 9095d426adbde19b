"""How often what is random is tried: property tests have many more examples in `make test-all`."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.strategies import SearchStrategy

Check = Callable[..., None]
KILLS = int(os.environ.get("SPECQUILT_TEST_KILLS", "20"))
"""How often a real process is interrupted, and how often killed, at random."""


def examples(
    few: int, many: int, *values: SearchStrategy[Any], base: settings | None = None
) -> Callable[[Check], Check]:
    """Return a decorator that makes a test of a check for any of some values.

    Args:
        few: Number of examples in `make test`.
        many: Number of examples in `make test-all`.
        values: The strategies of the check's arguments.
        base: Other settings.
    """

    def decorate(check: Check) -> Check:
        @pytest.mark.parametrize("count", [few, pytest.param(many, marks=pytest.mark.long)])
        def test(count: int) -> None:
            settings(base, max_examples=count)(given(*values)(check))()

        test.__name__, test.__qualname__ = check.__name__, check.__qualname__
        test.__module__, test.__doc__ = check.__module__, check.__doc__
        return test

    return decorate
