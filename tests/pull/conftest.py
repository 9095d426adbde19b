"""A site, a project that pulls from it, and a clock that never waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from pull.site import DOCUMENT, DocsSite, FakeTime, served, write_configuration
from specquilt.cli.commands import pull
from specquilt.cli.main import main

Pull: TypeAlias = Callable[..., int]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> FakeTime:
    """Return the clock that runs of this test use."""
    found = FakeTime()
    monkeypatch.setattr(pull, "CLOCK", found.clock)
    return found


@pytest.fixture
def site() -> Iterator[DocsSite]:
    """Yield an empty site that is served."""
    with served(DocsSite()) as found:
        yield found


@pytest.fixture
def docs(site: DocsSite) -> DocsSite:
    """Return a site with a document, which the project pulls."""
    site.texts["/openapi.json"] = DOCUMENT
    write_configuration([f"{site.url}/openapi.json"])
    return site


@pytest.fixture
def run(time: FakeTime) -> Pull:  # noqa: ARG001 - it sets the clock
    """Return a function that pulls and returns the exit code."""

    def pull_with(*options: str) -> int:
        return main(["pull", *options])

    return pull_with
