"""Every Python sample of the documentation runs unchanged. `cohere` is the generated package."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from cohere_embed.errors import UnauthorizedError
from loopback import CohereAPI, LoopbackServer, Response
from samples.page import Sample, python_samples
from samples.runner import prepare, run

if TYPE_CHECKING:
    from pathlib import Path

    from loopback import Request

SAMPLES: Final = list(python_samples())

# The requests that `wait` sends after the endpoint of a sample.
POLLED: Final = {
    "POST /v1/embed-jobs": "GET /v1/embed-jobs/{id}",
    "POST /v1/datasets": "GET /v1/datasets/{id}",
}


def test_the_page_has_nineteen_python_samples_for_its_nine_endpoints() -> None:
    assert len(SAMPLES) == 19
    assert sorted(Counter(sample.endpoint for sample in SAMPLES).values()) == [2] * 8 + [3]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_sample_runs_and_calls_its_endpoint(
    sample: Sample,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with LoopbackServer(CohereAPI()) as server:
        pauses = prepare(monkeypatch, server.url, tmp_path)
        run(sample)
    polls = [POLLED[sample.endpoint]] * 2 if sample.endpoint in POLLED else []
    assert_requested(server.requests, [sample.endpoint, *polls])
    assert {request.header("authorization") for request in server.requests} == {"Bearer test-key"}
    assert len(pauses) == len(polls) // 2
    assert bool(capsys.readouterr().out.strip()) == ("print(" in sample.source)


def assert_requested(requests: list[Request], operations: list[str]) -> None:
    requested = [f"{request.method} {request.path}" for request in requests]
    assert len(requested) == len(operations), requested
    for line, operation in zip(requested, operations, strict=True):
        assert re.fullmatch(operation.replace("{id}", "[^/]+"), line)


def test_a_sample_fails_when_the_api_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = Response.of_json({"message": "invalid api token"}, 401)
    with LoopbackServer(lambda _: refusal) as server:
        prepare(monkeypatch, server.url, tmp_path)
        with pytest.raises(UnauthorizedError, match="invalid api token"):
            run(SAMPLES[0])
