"""Whatever a configuration says: each key is used or reported, and what is written can be read."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from specquilt.openapi.document import Document
from specquilt.openapi.load.block import Block
from specquilt.overlay.apply import apply
from specquilt.overlay.read import read
from specquilt.overlay.write import write
from specquilt.project.check import faults
from specquilt.project.migrate import fern, speakeasy, stainless
from specquilt.project.migrate.ledger import leaves
from specquilt.project.migrate.plan import Plan
from specquilt.project.migrate.settle import Outcome, settle
from specquilt.project.migrate.table import Table
from tiers import examples

CASE = Path(__file__).parents[2] / "cases/migrate/stainless/in"
DOCUMENT = Block("openapi.yaml", (CASE / "openapi.yaml").read_text(encoding="utf-8")).load()
TABLES = {"Stainless": stainless.TABLE, "Fern": fern.TABLE, "Speakeasy": speakeasy.TABLE}
WORDS = (
    "list", "quilts", "get /quilts", "post /quilts", "delete /quilts/{id}", "get /moths", "python", "go",
    "Bearer", "cursor", "http", "QUILTS", "https://quilts.example.com", "quilt_out", "Patch", "comma",
    "command", "args", "target", "value", "keys", "remove", "merge", "update", "$..properties", "$.paths.*",
    "$.info.title", "#/components/schemas/Patch", "brackets", "fernapi/fern-python-sdk", "1.0", "x y", "",
)  # fmt: skip


def _names(table: Table) -> list[str]:
    """Return all names in the patterns of a table: with them, random values come far."""
    return sorted({name for pattern in table.patterns for name in pattern.split()} - {"*", "**"})


def _configurations(table: Table) -> st.SearchStrategy[Any]:
    texts = st.sampled_from([*WORDS, *_names(table)])
    scalars = st.one_of(texts, st.none(), st.booleans(), st.integers(-1, 3))
    values = st.recursive(
        scalars,
        lambda inner: st.one_of(
            st.dictionaries(texts, inner, max_size=5), st.lists(inner, max_size=3)
        ),
        max_leaves=25,
    )
    return _along(table, values)


def _along(table: Table, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return configurations that have values at the paths of a table, and anything beside them."""
    patterns = st.sampled_from([pattern.split() for pattern in table.patterns])
    names = st.sampled_from(["quilts", "list", "Bearer", "python"])
    between = st.sampled_from([[], ["quilts"], ["quilts", "subresources", "patches"]])

    @st.composite
    def build(draw: st.DrawFn) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for pattern in draw(st.lists(patterns, min_size=1, max_size=12)):
            path = [part for name in pattern for part in _parts(draw, name, names, between)]
            _put(data, path, draw(values))
        return data

    return build()


def _parts(draw: st.DrawFn, name: str, names: Any, between: Any) -> list[str]:
    if name == "**":
        return list(draw(between))
    return [draw(names) if name == "*" else name]


def _put(data: dict[str, Any], path: list[str], value: Any) -> None:
    for name in path[:-1]:
        inner = data.setdefault(name, {})
        if not isinstance(inner, dict):
            return
        data = inner
    data[path[-1]] = value


def _settled(tool: str, data: dict[str, Any], document: Document | None) -> tuple[Plan, Outcome]:
    plan = Plan(tool, {name: CASE / f"{name}.yml" for name in data}, data)
    TABLES[tool].read(plan)
    return plan, settle(plan, document)


def _check(tool: str, data: dict[str, Any]) -> None:
    for document in (None, Document(DOCUMENT)):
        plan, outcome = _settled(tool, data, document)
        used, reported = plan.ledger.used, plan.ledger.reported
        assert {*used, *reported} == {*leaves(data)}
        assert not used.keys() & reported.keys()
        assert all([*used.values(), *reported.values()])
        assert not list(faults(_as_toml(outcome)))
        _apply(outcome)


def _apply(outcome: Outcome) -> None:
    """Apply the overlay that is written, as `generate` does."""
    if outcome.changes:
        text = write("Quilts", "", [change for change, _ in outcome.changes], lambda _: "because")
        with TemporaryDirectory() as folder:
            path = Path(folder, "overlay.yaml")
            path.write_text(text, encoding="utf-8")
            apply(Document(DOCUMENT), read(path).actions)


def _as_toml(outcome: Outcome) -> dict[str, Any]:
    tables: dict[str, Any] = {"sources": {"pages": ["openapi.yaml"]}}
    for key, value in outcome.settings.items():
        _put(tables, key.split("."), value)
    return tables


def _law(tool: str) -> Any:
    def check(data: dict[str, Any]) -> None:
        _check(tool, data)

    check.__name__ = f"test_each_key_of_{tool.lower()}_is_used_or_reported"
    check.__module__ = __name__
    return examples(30, 500, _configurations(TABLES[tool]))(check)


test_each_key_of_stainless_is_used_or_reported = _law("Stainless")
test_each_key_of_fern_is_used_or_reported = _law("Fern")
test_each_key_of_speakeasy_is_used_or_reported = _law("Speakeasy")
