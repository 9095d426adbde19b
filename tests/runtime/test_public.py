"""The public names of the runtime are declared once, and only they are public."""

from __future__ import annotations

import ast
import builtins
from importlib import import_module
from pathlib import Path

import pytest

from specquilt.python import runtime
from specquilt.python.runtime import errors, public
from specquilt.python.runtime.async_client import AsyncBaseClient
from specquilt.python.runtime.client import BaseClient

INIT = ast.parse(Path(str(runtime.__file__)).read_text("utf-8"))
TABLES = (public.SIGNATURES, public.DESCRIPTIONS, public.TOOLS, public.ERRORS, public.OTHERS)


def test_type_checkers_see_the_declared_names() -> None:
    imports = [node for node in ast.walk(INIT) if isinstance(node, ast.ImportFrom)]
    seen = {alias.name: node.module for node in imports for alias in node.names if alias.asname}
    assert seen == public.HOMES


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
