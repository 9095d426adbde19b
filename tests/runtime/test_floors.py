"""The runtime stands on floors: no import goes up, not even one for type checkers only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

RUNTIME = Path(__file__).parents[2] / "generator" / "specquilt" / "python" / "runtime"

# From the ground up. A module imports lower floors, and its own folder.
FLOORS = (
    "fields lazy omit public secret timeouts",
    "errors redact",
    "frames headers",
    "encoding",
    "request",
    "concealment",
    "blocking options",
    "decoding",
    "checks webhooks",
    "model operation telemetry transport",
    "sender variants",
    "auth",
    "core",
    "call",
    "batch pages polling responses",
    "connected",
    "async_client client",
    "testing",
    "recordings",
    "__init__",
)
LEVEL = {part: level for level, parts in enumerate(FLOORS) for part in parts.split()}
MODULES = sorted(path.relative_to(RUNTIME).as_posix() for path in RUNTIME.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_only_lower_floors(module: str) -> None:
    own = _part(module.removesuffix(".py"))
    imported = {_part(name) for name in _imports(module)} - {own}
    assert not {part for part in imported if LEVEL[part] >= LEVEL[own]}


def test_every_floor_has_its_modules() -> None:
    assert {_part(module.removesuffix(".py")) for module in MODULES} == set(LEVEL)


def _part(path: str) -> str:
    return path.split("/", maxsplit=1)[0]


def _imports(module: str) -> Iterator[str]:
    """Yield the paths of the runtime's modules that a module imports, anywhere in it."""
    folder = module.split("/")[:-1]
    for node in ast.walk(ast.parse((RUNTIME / module).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = folder[: len(folder) - node.level + 1]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            yield from ("/".join([*base, *name.split(".")]) for name in names)
