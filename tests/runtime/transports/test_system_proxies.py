"""Proxies of the operating system, which has its own exceptions."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request

import pytest

from specquilt.python.runtime.request import Origin
from specquilt.python.runtime.transport.connections import ConnectionOptions, proxies

ORIGIN = Origin("https", "a.example", 443)


@pytest.mark.parametrize(
    ("exceptions", "proxy"), [({}, None), ({"no": "other.example"}, "http://p")]
)
def test_exceptions_of_the_system_count_unless_the_environment_has_some(
    exceptions: dict[str, str], proxy: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(urllib.request, "proxy_bypass", lambda host: host == ORIGIN.host)
    options = ConnectionOptions(environment={"https": "http://p", **exceptions})
    assert options.proxy_for(ORIGIN) == proxy
    other = Origin("https", "b.example", 443)
    assert options.proxy_for(other) == "http://p"


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_system_that_has_settings_of_its_own_is_asked(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(urllib.request, "getproxies", lambda: {"http": "http://p"})
    assert proxies() == {"http": "http://p"}


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "All_Proxy", "NO_PROXY"])
def test_variables_are_read_as_the_standard_library_reads_them(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "http://p")
    assert proxies() == urllib.request.getproxies_environment() != {}


def test_first_client_without_proxies_does_not_load_what_reads_them() -> None:
    code = (
        "import sys; from specquilt.python.runtime.transport.connections import ConnectionOptions;"
        "assert ConnectionOptions().environment == {}; print('urllib.request' in sys.modules)"
    )
    bare = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=bare, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(sys.platform in ("darwin", "win32"))
