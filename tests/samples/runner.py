"""Runs a sample as a user would: in a separate folder, with the API key in the environment."""

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
from cohere_embed._runtime import sender
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
    """Prepare the environment of a sample, and return a list that records its polling pauses."""
    (folder / "embed.jsonl").write_text(_ROWS, "utf-8")
    patched.chdir(folder)
    patched.setenv("CO_API_KEY", "test-key")
    patched.setenv("CO_API_URL", url)
    patched.setitem(sys.modules, "cohere", cohere_embed)
    patched.setitem(sys.modules, "requests", _offline_requests())
    return _skip_pauses(patched)


def _offline_requests() -> ModuleType:
    """Return a replacement for `requests`, with which a sample downloads an icon."""
    icon = SimpleNamespace(content=_ICON, headers={"Content-Type": "image/png"})
    module = ModuleType("requests")
    module.get = lambda _url: icon  # type: ignore[attr-defined]
    return module


def _skip_pauses(patched: pytest.MonkeyPatch) -> list[float]:
    """Record how long calls would have slept, without sleeping."""
    pauses: list[float] = []

    async def pause(_: object, seconds: float) -> None:
        pauses.append(seconds)

    for kind in (sender.Sender, sender.AsyncSender):
        patched.setattr(kind, "sleep", pause)
    return pauses


def run(sample: Sample) -> None:
    """Run a sample as the main module. Its tracebacks show the lines of the page."""
    tree = ast.increment_lineno(ast.parse(sample.source), sample.line - 1)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with warnings.catch_warnings():
        # The samples close neither their clients nor the files that they upload.
        warnings.simplefilter("ignore", ResourceWarning)
        try:
            exec(compile(tree, str(PAGE), "exec"), namespace)
            _run_main(sample, namespace)
        except BaseException as error:
            _clear_frames(error)
            raise
        finally:
            namespace.clear()
            gc.collect()


def _clear_frames(error: BaseException) -> None:
    """Clear the frames, which would keep the client and its open sockets too long."""
    traceback.clear_frames(error.__traceback__)
    for frame, _ in traceback.walk_tb(error.__traceback__):
        # The dict of `locals()` is only cleared when it is accessed.
        assert frame.f_locals is not None


def _run_main(sample: Sample, namespace: dict[str, Any]) -> None:
    # "Cancel an Embed Job (Async)" defines `main`, but does not call it.
    main = namespace.get("main")
    if inspect.iscoroutinefunction(main) and "asyncio.run(" not in sample.source:
        asyncio.run(main())
