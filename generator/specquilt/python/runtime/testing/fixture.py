"""A plugin of pytest: the fixture `fake_<package>`. It loads nothing until a test wants it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

_PACKAGE = __name__.partition("._runtime.")[0]


def pytest_configure(config: pytest.Config) -> None:
    """Add the fixture."""
    import pytest

    class Fixtures:
        """The fixtures of the package."""

        @pytest.fixture(name=f"fake_{_PACKAGE}")
        def fake(self) -> Any:
            """A fake of the API, new for each test."""
            return import_module(f"{_PACKAGE}.testing").Fake()

    config.pluginmanager.register(Fixtures(), f"fixtures of {_PACKAGE}")
