"""A fake answers every operation of real documents so that the client decodes it."""

from __future__ import annotations

import importlib
import socket
from pathlib import Path
from typing import NoReturn

import pytest

from documents.client import generated
from documents.corpus import EXAMPLES, Example
from testing.everything import call_everything

UNSATISFIABLE = {"cohere-full": ["chat_stream", "v2.chat_stream"]}
"""Operations of which no answer of documented fields is valid: `oneOf` of objects that require nothing,
which only a discriminator tells apart."""

PAGES = [
    Example(f"{name}-pages", f"corpus/{name}", long=True)
    for name in ("cohere", "elevenlabs", "openrouter", "gen2")
]
REPROS = [Example("type-null", "repro/type_null.yaml", long=True)]
PARAMETERS = [
    pytest.param(each, id=each.name, marks=[pytest.mark.long] if each.long else [])
    for each in (*EXAMPLES, *PAGES, *REPROS)
]


@pytest.mark.parametrize("example", PARAMETERS)
def test_every_operation_is_answered_and_decoded(
    example: Example,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    client = generated(example, tmp_path)
    with client.imported() as package, monkeypatch.context() as patched:
        patched.setattr(socket.socket, "connect", _refuse)
        outcome = call_everything(client, importlib.import_module(f"{package.__name__}.testing"))
    with capsys.disabled():
        print(f"\n{example.name}: {outcome}")
    assert outcome.problems == []
    invalid = [line.partition(":")[0] for line in outcome.invalid]
    assert invalid == UNSATISFIABLE.get(example.name, []), outcome.invalid


def _refuse(*_: object) -> NoReturn:
    raise AssertionError("a connection was opened")
