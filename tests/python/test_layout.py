"""Formatting keeps the meaning of code, and black leaves formatted code unchanged."""

from __future__ import annotations

import ast
import keyword
import textwrap
from collections.abc import Iterator
from itertools import groupby

import black
import pytest
from black.mode import TargetVersion
from hypothesis import example
from hypothesis import strategies as st

from specquilt.python.format.breaking import LINE_LENGTH
from specquilt.python.format.files import is_formatted
from specquilt.python.format.layout import formatted
from tiers import examples

MODE = black.Mode(target_versions={TargetVersion.PY311}, line_length=LINE_LENGTH)

NAMES = st.from_regex("[A-Za-z_][a-z_0-9]{0,3}([A-Z][a-z]{3,9}){0,6}", fullmatch=True).filter(
    lambda name: not keyword.iskeyword(name) and name != "__debug__"
)
TEXTS = st.text(alphabet="ab '\"\\#(,[|\u00e9\n", max_size=40).map(ascii)
NUMBERS = st.sampled_from(["0", "-1", "2.5", "120"])
ATOMS = st.one_of(NAMES, NAMES, TEXTS, NUMBERS)


def _several(values: st.SearchStrategy[str], least: int = 1) -> st.SearchStrategy[str]:
    lists = st.lists(values, min_size=least, max_size=5)
    return st.tuples(
        lists, st.sampled_from([", ", ",\n        "]), st.sampled_from(["", ", "])
    ).map(lambda parts: parts[1].join(parts[0]) + (parts[2] if parts[0] else ""))


def _larger(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    types = st.lists(NAMES, min_size=2, max_size=4).map(" | ".join)
    named = st.builds("{}={}".format, NAMES, values)
    return st.one_of(
        types,
        st.builds("{}({})".format, NAMES, _several(values, 0)),
        st.builds(
            "{}({})".format,
            NAMES,
            st.lists(named, max_size=4, unique_by=lambda each: each.partition("=")[0]).map(
                ", ".join
            ),
        ),
        st.builds("{}[{}]".format, NAMES, st.lists(values, min_size=1, max_size=3).map(", ".join)),
        st.builds("[{}]".format, _several(values, 0)),
        st.builds("({}, )".format, values),
        st.builds("{{{}: {}}}".format, values, values),
        st.builds("lambda: {}".format, NAMES),
    )


def _home(names: list[str]) -> str:
    listed = textwrap.fill(" ".join(names), LINE_LENGTH)
    return f'''        **dict.fromkeys(
            """
{listed}
""".split(),
            "home",
        ),
'''


VALUES = st.recursive(ATOMS, _larger, max_leaves=12)
TYPES = st.recursive(
    NAMES,
    lambda types: st.one_of(
        st.lists(types, min_size=2, max_size=4).map(" | ".join),
        st.builds("{}[{}]".format, NAMES, st.lists(types, min_size=1, max_size=3).map(", ".join)),
    ),
    max_leaves=8,
)
FIELDS = st.one_of(
    st.builds("{}: {}".format, NAMES, TYPES),
    st.builds("{}: {} = {}".format, NAMES, TYPES, st.one_of(NAMES, VALUES)),
)
DOCSTRINGS = st.lists(st.text(alphabet="ab. \t", max_size=30), min_size=1, max_size=4).map(
    lambda lines: '"""a' + "\n    ".join(lines) + '\n    """'
)
PARAMETERS = st.lists(
    st.builds("{}: {} = {}".format, NAMES, TYPES, NAMES),
    max_size=6,
    unique_by=lambda each: each.partition(":")[0],
)
FUNCTIONS = st.builds(
    "{}def {}({}) -> {}:\n    {}\n    return {}".format,
    st.sampled_from(["", "async "]),
    NAMES,
    PARAMETERS.map(lambda parameters: ", ".join(["self", *parameters])),
    TYPES,
    DOCSTRINGS,
    VALUES,
).filter(lambda text: "self: " not in text)
CLASSES = st.builds(
    "class {}({}):\n    {}\n    {}".format,
    NAMES,
    NAMES,
    DOCSTRINGS,
    st.lists(FIELDS, min_size=1, max_size=4).map("\n    ".join),
)
GUARDED = st.builds(
    "class {}({}):\n    {}\n    if TYPE_CHECKING:\n        {}def {}(self) -> {}: ...".format,
    NAMES,
    NAMES,
    DOCSTRINGS,
    st.sampled_from(["", "@property\n        "]),
    NAMES,
    TYPES,
)
LONG_TEXTS = st.lists(NAMES, min_size=1, max_size=12).map(lambda names: repr(" | ".join(names)))
ALIASES = st.one_of(
    st.builds("{}: TypeAlias = {}".format, NAMES, TYPES),
    st.builds('{} = TypeAliasType("{}", {})'.format, NAMES, NAMES, LONG_TEXTS),
    st.builds("{} = f({})".format, NAMES, st.lists(LONG_TEXTS, max_size=3).map(", ".join)),
)
NOTES = st.builds(
    'class {}({}):\n    a: b\n    """{}\n    """'.format,
    NAMES,
    NAMES,
    st.lists(NAMES, min_size=1, max_size=15).map(" ".join),
)
HOMES = st.lists(st.lists(NAMES, min_size=1, max_size=15), min_size=1, max_size=3).map(
    lambda groups: "if a:\n    b\nelse:\n    _HOMES = {\n" + "".join(map(_home, groups)) + "    }\n"
)
IMPORTS = st.builds(
    "from .{} import ({})".format, NAMES, st.lists(NAMES, min_size=1, max_size=9).map(", ".join)
)
STATEMENTS = st.one_of(
    IMPORTS,
    FIELDS,
    st.builds("{} = {}".format, NAMES, VALUES),
    FUNCTIONS,
    CLASSES,
    GUARDED,
    ALIASES,
    NOTES,
    HOMES,
)
MODULES = st.lists(st.tuples(STATEMENTS, st.integers(1, 4)), min_size=1, max_size=4).map(
    lambda parts: "".join(statement + "\n" * blank for statement, blank in parts)
)


def _by_black(text: str) -> str:
    return black.format_str(text, mode=MODE)


def _meaning(text: str) -> str:
    """Return a module's meaning as text.

    It does not depend on whitespace in docstrings and the order of imports.
    """
    module = ast.parse(text)
    rows = groupby(module.body, key=lambda node: isinstance(node, ast.ImportFrom))
    said = [_imported(row) if are_imports else _dumped(row) for are_imports, row in rows]
    return "\n".join(said)


def _imported(row: Iterator[ast.stmt]) -> str:
    nodes = [node for node in row if isinstance(node, ast.ImportFrom)]
    return str(sorted({(node.module, alias.name) for node in nodes for alias in node.names}))


def _dumped(row: Iterator[ast.stmt]) -> str:
    module = ast.Module(list(row), [])
    for node in ast.walk(module):
        match node:
            case ast.Expr(value=ast.Constant(value=str() as docstring) as constant):
                constant.value = " ".join(docstring.split())
    return ast.dump(module)


LONG = "Abcdefghij" * 4


@examples(10, 400, MODULES)
@example(f"a: {LONG} | {LONG} | {LONG} = []\n")
@example(f"a: {LONG} | {LONG} = None\n")
@example(f"a: {LONG}[{LONG}, b] = {LONG} | c\n")
@example(f"a = b(c=({LONG}({LONG}, {LONG}), ), d={LONG})\n")
@example(f"def a(self) -> {LONG}[{LONG}, {LONG}]:\n    return b\n")
@example(f"def a(b: {LONG}, c: {LONG}) -> d | e[{LONG}, f] | g[{LONG}, {LONG}]:\n    return b\n")
@example(f"def a(self, b: {LONG} | {LONG} | {LONG} = c) -> d:\n    return b\n")
@example(f"a = b[{LONG}, {{lambda: {LONG}: {LONG} | {LONG}}}]\n")
@example(f"a: TypeAlias = b | {LONG}[c, {LONG}, d]\n")
@example(
    "A: TypeAlias = Abcdefghijklmnopqrstuvwx | Abcdefghijklmnopqrstu[B, B | C | D | EFGH, Abcdefghijkl]\n"
)
@example("from a import b\n\n\n\nc = 1\n")
def test_black_does_not_change_formatted_code(text: str) -> None:
    laid_out = formatted(text, _by_black)
    assert _by_black(laid_out) == laid_out
    assert _meaning(laid_out) == _meaning(text)


def _never(_: str) -> str:
    raise AssertionError("asked")


@pytest.mark.parametrize("inner", [f"{LONG}, b", f"{LONG}, {LONG}", f"{LONG}, list[{LONG}]"])
@pytest.mark.parametrize("count", [1, 2, 5])
def test_long_return_types_need_no_black(inner: str, count: int) -> None:
    parameters = "".join(f", {LONG}{number}: b = c" for number in range(count))
    text = f"class A:\n    def a(self{parameters}) -> {LONG}[{inner}]:\n        return b\n"
    assert formatted(text, _never) == _by_black(text)


@pytest.mark.parametrize(
    "text",
    [
        f"a: TypeAlias = {LONG} | {LONG}\n",
        f"a: TypeAlias = {LONG} | {LONG} | {LONG}\n",
        f"a: TypeAlias = {LONG} | list[{LONG}] | list[{LONG}]\n",
        f"a = TypeAliasType('a', '{LONG} | {LONG} | {LONG}')\n",
        f'a = TypeAliasType("a", "Annotated[{LONG} | {LONG}, Field(discriminator=\'b\')]")\n',
        'class A:\n    a: b\n    """' + "word " * 17 + 'wordword\n    """\n',
        'a: TypeAlias = b\n"""A list.\n\n - one\n - two\n"""\n',
        "if a:\n    b\nelse:\n    _HOMES = {\n" + _home(["A"] * 90) + _home(["A"]) + "    }\n",
    ],
)
def test_long_aliases_notes_and_tables_need_no_black(text: str) -> None:
    assert formatted(text, _never) == _by_black(text)


def test_import_of_everything_stays_in_its_line() -> None:
    text = f"if TYPE_CHECKING:\n    from .{'a' * 120} import *\n"
    assert formatted(text, _by_black) == text


@pytest.fixture(scope="module")
def generated(zoo_tree: dict[str, str]) -> dict[str, str]:
    """Return the formatted files of the zoo."""
    found = {path: text for path, text in zoo_tree.items() if is_formatted(path)}
    return {path: text.partition("\n")[2] for path, text in found.items()}


def test_generated_code_needs_no_black(generated: dict[str, str]) -> None:
    assert {path: formatted(text, _never) for path, text in generated.items()} == generated


def test_black_does_not_change_generated_files(generated: dict[str, str]) -> None:
    assert {path: _by_black(text) for path, text in generated.items()} == generated
