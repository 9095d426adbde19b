"""The tests of a user, which the type checkers read, pass."""

from __future__ import annotations

import importlib
import socket
from collections.abc import Callable
from typing import NoReturn

import pytest

MODULE = importlib.import_module("type_checks.user_code.testing_with_a_fake")
TESTS = [value for name, value in vars(MODULE).items() if name.startswith("test_")]


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.__name__)
def test_test_of_a_user_passes_without_a_connection(
    test: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket.socket, "connect", _refuse)
    test()


def _refuse(*_: object) -> NoReturn:
    raise AssertionError("a connection was opened")


def test_there_are_tests() -> None:
    assert len(TESTS) == 6
