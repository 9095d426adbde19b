"""Proxies of the operating system, which has its own exceptions."""

from __future__ import annotations

import pytest

from specquilt.python.runtime.request import Origin
from specquilt.python.runtime.transport import connections
from specquilt.python.runtime.transport.connections import ConnectionOptions

ORIGIN = Origin("https", "a.example", 443)


@pytest.mark.parametrize(
    ("exceptions", "proxy"), [({}, None), ({"no": "other.example"}, "http://p")]
)
def test_exceptions_of_the_system_count_unless_the_environment_has_some(
    exceptions: dict[str, str], proxy: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "proxy_bypass", lambda host: host == ORIGIN.host)
    options = ConnectionOptions(environment={"https": "http://p", **exceptions})
    assert options.proxy_for(ORIGIN) == proxy
    other = Origin("https", "b.example", 443)
    assert options.proxy_for(other) == "http://p"
