"""Python's garbage collector pauses for large bodies, and always goes on."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from specquilt.python.runtime.decoding import collection
from specquilt.python.runtime.decoding.collection import CollectionPaused


@pytest.fixture(autouse=True)
def enabled() -> Iterator[None]:
    yield
    gc.enable()


@pytest.mark.parametrize(("size", "pauses"), [(0, False), (65_535, False), (65_536, True)])
def test_collector_pauses_for_large_bodies(size: int, *, pauses: bool) -> None:
    with CollectionPaused(size):
        assert gc.isenabled() is not pauses
        assert len(collection._pausing) == pauses
    assert gc.isenabled()
    assert not collection._pausing


def test_collector_that_was_switched_off_stays_so() -> None:
    gc.disable()
    with CollectionPaused(65_536):
        assert not gc.isenabled()
    assert not gc.isenabled()


def test_process_goes_on_collecting_if_it_was_forked_in_a_pause() -> None:
    with CollectionPaused(65_536):
        collection._resume()
        assert gc.isenabled()
        assert not collection._pausing


def test_process_that_was_forked_without_a_pause_collects_as_before() -> None:
    gc.disable()
    collection._resume()
    assert not gc.isenabled()
