"""Errors of a generated package: where they say that they are, and what their tracebacks show."""

from __future__ import annotations

import asyncio
import pickle
import traceback
from collections.abc import Callable

import httpx2
import pytest

import cohere_embed
from cohere_embed import AsyncClient, Client, NotFoundError, errors, types

ERRORS = [getattr(errors, name) for name in errors.__all__]


@pytest.mark.parametrize("kind", ERRORS)
def test_error_is_in_the_package(kind: type[Exception]) -> None:
    assert kind.__module__ == "cohere_embed"
    assert getattr(cohere_embed, kind.__name__) is kind
    assert pickle.loads(pickle.dumps(kind)) is kind


def test_subclass_of_the_user_stays_in_his_module() -> None:
    class MineError(NotFoundError): ...

    assert MineError.__module__ == __name__


def _not_found(_: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(404, json={"message": "there is no such job"})


def _sync() -> None:
    http_client = httpx2.Client(transport=httpx2.MockTransport(_not_found))
    Client("k", http_client=http_client).embed_jobs.get("j1")


def _async() -> None:
    async def call() -> None:
        http_client = httpx2.AsyncClient(transport=httpx2.MockTransport(_not_found))
        await AsyncClient("k", http_client=http_client).embed_jobs.get("j1")

    asyncio.run(call())


@pytest.mark.parametrize("call", [_sync, _async])
def test_traceback_ends_with_the_call_of_the_user(
    call: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[int] = []
    for value in ("0", "1"):
        monkeypatch.setenv("COHERE_EMBED_FULL_TRACEBACK", value)
        with pytest.raises(NotFoundError) as caught:
            call()
        files = [frame.filename for frame in traceback.extract_tb(caught.value.__traceback__)]
        counts.append(len([each for each in files if "cohere_embed" in each]))
    assert counts[0] == 2
    assert counts[1] > 6


def test_module_of_errors_names_the_environment_variable() -> None:
    assert "COHERE_EMBED_FULL_TRACEBACK=1 shows all frames" in " ".join(
        (errors.__doc__ or "").split()
    )


def test_traceback_names_the_error_as_it_is_imported() -> None:
    with pytest.raises(NotFoundError) as caught:
        _sync()
    (last,) = traceback.format_exception_only(caught.value)
    path = "/v1/embed-jobs/j1"
    message = f"GET {path}: 404 Not Found: there is no such job"
    assert last == f"cohere_embed.NotFoundError: {message}\n"


def test_body_is_the_model_of_the_document() -> None:
    with pytest.raises(NotFoundError) as caught:
        _sync()
    assert isinstance(caught.value.body, types.Error)
    assert caught.value.body.message == "there is no such job"
    assert caught.value.data == {"message": "there is no such job"}
    twin = pickle.loads(pickle.dumps(caught.value))
    assert (twin.body, twin.data) == (caught.value.body, caught.value.data)
