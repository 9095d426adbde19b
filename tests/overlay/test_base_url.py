"""`[client] base-url` becomes the first server of the document."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.document import Document
from specquilt.overlay.names import apply_base_url

URL = "https://quilt.test/v1"


@pytest.mark.parametrize(
    ("servers", "after"),
    [
        (None, [{"url": URL}]),
        ([], [{"url": URL}]),
        ("none", [{"url": URL}]),
        (["/"], [{"url": URL}]),
        ([{"url": "/", "description": "Here"}], [{"url": URL, "description": "Here"}]),
        ([{"url": "https://{a}", "variables": {"a": {"default": "b"}}}], [{"url": URL}]),
        ([{"url": "/"}, {"url": "https://b.test"}], [{"url": URL}, {"url": "https://b.test"}]),
    ],
)
def test_base_url_of_the_user_comes_first(servers: Any, after: list[dict[str, str]]) -> None:
    document = Document({"openapi": "3.1.0", "servers": servers})
    changed = apply_base_url(document, URL)
    assert changed.data["servers"] == after
    assert document.data["servers"] == servers
    trace = changed.provenance.trace(("servers", 0))
    assert not trace or trace[0].steps == ("client.base-url",)
