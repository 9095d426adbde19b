"""Running a sample as its reader would: in a folder of its own, with a key in the environment."""

from __future__ import annotations

import ast
import asyncio
import base64
import gc
import inspect
import sys
import traceback
import warnings
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

import cohere_embed
from cohere_embed._runtime import drivers
from samples.page import PAGE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from samples.page import Sample

_ROWS: Final = '{"text": "hello"}\n{"text": "goodbye"}\n'
_ICON: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR42mNgAAIAAAUAAen63NgAAAAASUVORK5CYII="
)


def prepare(patched: pytest.MonkeyPatch, url: str, folder: Path) -> list[float]:
    """Make the surroundings of a sample; returns the pauses that it will make while polling."""
    (folder / "embed.jsonl").write_text(_ROWS, "utf-8")
    patched.chdir(folder)
    patched.setenv("CO_API_KEY", "test-key")
    patched.setenv("CO_API_URL", url)
    patched.setitem(sys.modules, "cohere", cohere_embed)
    patched.setitem(sys.modules, "requests", _offline_requests())
    return _skip_pauses(patched)


def _offline_requests() -> ModuleType:
    """The one thing that a sample fetches from elsewhere: an icon."""
    icon = SimpleNamespace(content=_ICON, headers={"Content-Type": "image/png"})
    module = ModuleType("requests")
    module.get = lambda _url: icon  # type: ignore[attr-defined]
    return module


def _skip_pauses(patched: pytest.MonkeyPatch) -> list[float]:
    """Give the drivers of the calls a clock that only notes how long it should have slept."""
    pauses: list[float] = []

    async def pause(_: object, seconds: float) -> None:
        pauses.append(seconds)

    for driver in (drivers.Driver, drivers.AsyncDriver):
        patched.setattr(driver, "sleep", pause)
    return pauses


def run(sample: Sample) -> None:
    """Execute the sample's text as the main module; its tracebacks show the page."""
    tree = ast.increment_lineno(ast.parse(sample.source), sample.line - 1)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with warnings.catch_warnings():
        # The samples close neither their clients nor the files that they upload.
        warnings.simplefilter("ignore", ResourceWarning)
        try:
            exec(compile(tree, str(PAGE), "exec"), namespace)
            _run_forgotten_main(sample, namespace)
        except BaseException as error:
            _forget_locals(error)
            raise
        finally:
            namespace.clear()
            gc.collect()


def _forget_locals(error: BaseException) -> None:
    """The frames would keep the client, and its open sockets, until after the warnings."""
    traceback.clear_frames(error.__traceback__)
    for frame, _ in traceback.walk_tb(error.__traceback__):
        # What `locals()` has returned follows only when it is looked at.
        assert frame.f_locals is not None


def _run_forgotten_main(sample: Sample, namespace: dict[str, Any]) -> None:
    # "Cancel an Embed Job (Async)" defines `main` and, unlike the others, never runs it.
    main = namespace.get("main")
    if inspect.iscoroutinefunction(main) and "asyncio.run(" not in sample.source:
        asyncio.run(main())
