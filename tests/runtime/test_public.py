"""The public names of the runtime are declared once, and only they are public."""

from __future__ import annotations

import builtins
from importlib import import_module
from pathlib import Path

import pytest

from specquilt.python import runtime
from specquilt.python.runtime import errors, public
from specquilt.python.runtime.async_client import AsyncBaseClient
from specquilt.python.runtime.client import BaseClient

INIT = Path(str(runtime.__file__))
TABLES = (public.SIGNATURES, public.DESCRIPTIONS, public.TOOLS, public.ERRORS, public.OTHERS)


def test_type_checkers_see_the_declared_names(request: pytest.FixtureRequest) -> None:
    before, start, rest = INIT.read_text("utf-8").partition("if TYPE_CHECKING:\n")
    imports = "".join(
        f"    from .{public.HOMES[name]} import {name} as {name}\n" for name in _sorted()
    )
    _, end, after = rest.partition("else:\n")
    wanted = before + start + imports + end + after
    if request.config.getoption("--golden"):
        INIT.write_text(wanted, encoding="utf-8")
    assert INIT.read_text("utf-8") == wanted, "run: make golden"


def _sorted() -> list[str]:
    """Return the names as ruff sorts imports: constants, classes, functions of each module."""
    return sorted(
        public.HOMES, key=lambda n: (public.HOMES[n], not n.isupper(), n[0].islower(), n.lower())
    )


@pytest.mark.parametrize("name", public.HOMES)
def test_public_name_is_defined_where_it_is_declared(name: str) -> None:
    home = import_module(f"{runtime.__name__}.{public.HOMES[name]}")
    assert getattr(runtime, name) is vars(home)[name]


def test_no_public_name_is_declared_twice() -> None:
    declared = [name for table in TABLES for names in table.values() for name in names]
    assert len(declared) == len(set(declared)) == len(public.HOMES)


def test_all_errors_and_warnings_are_public() -> None:
    defined = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, Exception)
    }
    assert defined == set(public.ERRORS["errors"])


def test_no_public_name_hides_a_builtin() -> None:
    assert not public.HOMES.keys() & vars(builtins).keys()


@pytest.mark.parametrize("client", [BaseClient, AsyncBaseClient])
def test_methods_of_every_client_are_declared(client: type) -> None:
    methods = {name for name in dir(client) if not name.startswith("_")}
    assert methods == set(public.CLIENT_METHODS)
