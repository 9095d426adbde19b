"""Which header fields describe the body of a request."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pytest

from specquilt.python.runtime import Empty, InvalidRequestError, Operation
from specquilt.python.runtime.call.prepare import encode
from specquilt.python.runtime.core import CallContext

from .stand_in import Client
from .stand_in_api import CREATE


def sent(
    operation: Operation[Any], options: Any = MappingProxyType({}), **arguments: object
) -> Any:
    client = Client("k", base_url="https://a.example")
    return encode(CallContext(client._core, client._sender, options), operation, arguments)


@pytest.mark.parametrize(
    ("method", "length"),
    [
        ("POST", "0"),
        ("PUT", "0"),
        ("PATCH", "0"),
        ("GET", None),
        ("HEAD", None),
        ("DELETE", None),
        ("OPTIONS", None),
    ],
)
def test_only_methods_that_expect_a_body_tell_that_there_is_none(
    method: Any, length: str | None
) -> None:
    request = sent(Operation("o", method, "/o", result=Empty()))
    assert request.headers.get("content-length") == length
    assert not {"content-type", "transfer-encoding"} & set(request.headers)
    assert (request.body, request.target) == (None, "/o")


@pytest.mark.parametrize("options", [{"body": {"a": 1}}, {"content_type": "text/plain"}])
def test_body_of_an_operation_without_one_is_refused(options: Any) -> None:
    own: Operation[None] = Operation("o", "POST", "/o", result=Empty())
    with pytest.raises(InvalidRequestError, match="o has no body"):
        sent(own, options)
    assert sent(own, {"body": {}}).body is None


@pytest.mark.parametrize("body", ["text", b"bytes"])
def test_text_for_a_body_needs_its_type(body: Any) -> None:
    with pytest.raises(InvalidRequestError, match="needs the option content_type"):
        sent(CREATE, {"body": body}, name="x")
    request = sent(CREATE, {"body": body, "content_type": "text/plain"}, name="x")
    assert (request.headers["content-type"], len(request.body)) == ("text/plain", len(body))
