"""A documented error status raises the error class of the documentation."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from cohere_embed import errors, types
from loopback import Response
from recordings.exchange import Call
from specquilt.sources.read import read
from wire.replay import FLAVOURS, replay

PAGE: Final = Path(__file__).parents[2] / "specs/cohere/pages/list-embed-jobs.txt"
NAMES: Final = {
    int(status): name.value.replace(" ", "")
    for status, name in read([PAGE]).pages[0].error_names.items()
}

LIST: Final = Call("embed_jobs.list", client={"max_retries": 0})


# A class of this name would hide the builtin one.
NAMES[501] = "NotImplementedStatusError"


def test_the_page_names_twelve_errors() -> None:
    assert len(NAMES) == 12


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(("status", "name"), NAMES.items())
def test_a_status_raises_its_own_class(status: int, name: str, flavour: str) -> None:
    answer = Response.of_json({"id": "request-1", "message": "it went wrong"}, status)
    with pytest.raises(errors.StatusError, match="it went wrong") as caught:
        replay(LIST, answer, flavour)
    assert type(caught.value).__name__ == name
    assert type(caught.value) is getattr(errors, name)
    assert caught.value.status == status
    assert caught.value.data == {"id": "request-1", "message": "it went wrong"}
    assert caught.value.body == types.Error(id="request-1", message="it went wrong")


@pytest.mark.parametrize(("status", "base"), [(402, "ClientError"), (502, "ServerError")])
def test_an_undocumented_status_raises_the_class_of_its_family(status: int, base: str) -> None:
    answer = Response(status, {"content-type": "text/html"}, b"<html>gateway</html>")
    with pytest.raises(getattr(errors, base)) as caught:
        replay(LIST, answer, "sync")
    assert caught.value.status == status
