"""Options and settings of all tests."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# No deadline: the duration of an example depends on the machine. CI uses the same examples in every
# run; local runs use new random examples.
settings.register_profile("specquilt", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("specquilt")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option ``--golden``, which `make golden` uses."""
    parser.addoption("--golden", action="store_true", help="rewrite the expected output of cases")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run one process more than there are processors: many tests wait for a deadline."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="module", autouse=True)
def _nothing_old_to_collect() -> None:
    """Hide what exists already from the garbage collector, which would visit it again and again.

    It is much: all tests, and what those of other modules have read. Some tests collect garbage.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests out of the developer's cache, and what it holds out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPECQUILT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
