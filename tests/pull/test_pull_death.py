"""A run may die at any moment: the files of a project are as before, or all as on the site."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from output.deaths import Countdown, dies_at
from pull.site import DocsSite, FakeTime, page, served, write_configuration
from specquilt.cli.arguments import parser
from specquilt.cli.commands import pull
from specquilt.cli.commands.pull import settings_of
from specquilt.cli.jobs import jobs_of
from specquilt.cli.main import main
from specquilt.output.lock import STAGE
from specquilt.project import configuration
from specquilt.pull.run import Pulled, write
from specquilt.pull.run import pull as pulled
from tiers import KILLS

STEPS = range(1, 100)
NAMES = ("a", "b")
CONFIGURATION = Path("specs/quilts/specquilt.toml")


@pytest.fixture(scope="module")
def countdown() -> Countdown:
    return Countdown()


@pytest.fixture(autouse=True)
def _switched_off(countdown: Countdown) -> Iterator[None]:
    yield
    countdown.at(0, lambda: None)


@pytest.fixture
def docs(site: DocsSite, time: FakeTime) -> DocsSite:  # noqa: ARG001 - it sets the clock
    """Return a site that has changed since its project was pulled."""
    paths = [f"/{name}.md" for name in NAMES]
    site.texts.update({path: page(0) for path in paths})
    site.index(*paths)
    write_configuration([f"{site.url}/llms.txt"])
    assert main(["pull", "-q"]) == 1
    site.texts.update({path: page(0, summary="Another") for path in paths})
    return site


def _pages() -> dict[str, str]:
    return {path.name: path.read_text() for path in Path("specs/quilts").rglob("pages/**/*.md")}


def _tree() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def _restore(tree: dict[str, bytes]) -> None:
    for path in [path for path in Path().rglob("*") if path.is_file()]:
        if path.as_posix() not in tree:
            path.unlink()
    for name, content in tree.items():
        Path(name).write_bytes(content)


def _deaths(countdown: Countdown, every: int = 1) -> Iterator[None]:
    """Yield after a death at each change of the file system, or at every third; start anew each time.

    What is to be written is found out once: until then a run changes nothing.
    """
    before, found = _tree(), _pulled()
    for number in STEPS[::every]:
        if not dies_at(number, countdown, lambda: write(found, overwrite=False)):
            assert number > 10
            return
        yield
        _restore(before)
    raise AssertionError("a run makes more changes than are tried")


def _pulled() -> Pulled:
    settings = settings_of(configuration.load(CONFIGURATION))
    return pulled(settings, pull.CLOCK, lambda _: None)


@pytest.mark.usefixtures("docs")
def test_nothing_is_written_before_all_is_pulled(countdown: Countdown) -> None:
    before = _tree()
    countdown.at(1, _full_disk)
    assert len(_pulled().put) == len(NAMES)
    assert countdown.left == 1
    assert _tree() == before


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.usefixtures("docs")
def test_readers_of_the_sources_find_them_old_or_new(countdown: Countdown, every: int) -> None:
    """`generate`, `merge` and `lint` complete what was begun, or find the files unchanged."""
    texts, arguments = set(), parser().parse_args(["merge"])
    for _ in _deaths(countdown, every):
        jobs_of(arguments)
        (text,) = set(_pages().values())
        texts.add(text)
        assert not Path("specs/quilts", STAGE).exists()
    assert texts == {page(0), page(0, summary="Another")}


@pytest.mark.usefixtures("docs")
@pytest.mark.long
def test_the_next_run_leaves_the_files_of_the_site(countdown: Countdown) -> None:
    for _ in _deaths(countdown):
        main(["pull", "-q"])
        assert set(_pages().values()) == {page(0, summary="Another")}
        assert not Path("specs/quilts", STAGE).exists()
        assert main(["pull", "-q", "--check"]) == 0


@pytest.mark.usefixtures("docs")
@pytest.mark.long
def test_a_check_tells_of_a_run_that_has_died_and_writes_nothing(countdown: Countdown) -> None:
    for _ in _deaths(countdown):
        dead = _tree()
        assert main(["pull", "-q", "--check"]) == 1
        assert _tree() == dead


def _full_disk() -> None:
    raise OSError(28, "No space left on device")


def _interrupted() -> None:
    raise KeyboardInterrupt


@pytest.mark.usefixtures("docs")
@pytest.mark.long
@pytest.mark.parametrize("fail", [_full_disk, _interrupted])
def test_a_run_that_fails_leaves_the_files_old_or_new(
    countdown: Countdown, fail: Callable[[], None]
) -> None:
    before = _tree()
    for number in STEPS:
        countdown.at(number, fail)
        with suppress(KeyboardInterrupt):
            main(["pull", "-q"])
        if countdown.left:
            assert number > 10
            return
        countdown.at(0, fail)
        main(["merge", "-q"])
        assert len(set(_pages().values())) == 1
        assert not Path("specs/quilts", STAGE).exists()
        _restore(before)


SCRIPT = """
from datetime import datetime, UTC
from specquilt.cli.commands import pull
from specquilt.cli.main import command
from specquilt.pull.pace import Clock
seconds = iter(range(10**6, 10**9, 1000))
pull.CLOCK = Clock(lambda: next(seconds), lambda _: None, lambda: datetime(2026, 3, 1, tzinfo=UTC))
raise SystemExit(command())
"""


@pytest.mark.long
def test_processes_may_be_killed_at_random_moments() -> None:
    site, moments = DocsSite(), random.Random(14)
    paths = [f"/{number}.md" for number in range(300)]
    with served(site):
        site.index(*paths)
        write_configuration([f"{site.url}/llms.txt"])
        for count in range(KILLS):
            site.texts.update({path: page(0, summary=f"Number {count}") for path in paths})
            before = set(_pages().values())
            process = subprocess.Popen([sys.executable, "-c", SCRIPT, "pull", "-q"])
            time.sleep(moments.uniform(0.1, 1.2))
            process.kill()
            assert process.wait() in (0, 1, -signal.SIGKILL)
            assert main(["merge", "-q", "--config", "specs/quilts/specquilt.toml"]) in (0, 2)
            assert set(_pages().values()) in (before, {page(0, summary=f"Number {count}")})


def test_the_clock_of_a_real_run_waits() -> None:
    assert (pull.CLOCK.now, pull.CLOCK.sleep) == (time.monotonic, time.sleep)
