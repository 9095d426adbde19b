"""Statements with names longer than a line are laid out as black does, and mostly without black."""

from __future__ import annotations

import black
import pytest
from black.mode import TargetVersion

from specquilt.python.format.breaking import LINE_LENGTH
from specquilt.python.format.layout import formatted

MODE = black.Mode(target_versions={TargetVersion.PY311}, line_length=LINE_LENGTH)
LONG = "Abcdefghij" * 4
LONGER = "Abcdefghij" * 10


def _by_black(text: str) -> str:
    return black.format_str(text, mode=MODE)


def _never(_: str) -> str:
    raise AssertionError("asked")


@pytest.mark.parametrize(
    "text",
    [
        # a type that is too long is broken at its brackets, and the value at its own
        f"a: b[{LONG}{LONG}] = c.d({LONG}, {LONG})\n",
        f"a: b[{LONG}{LONG}] = c({LONG})\n",
        f'{LONG}: b.c[{LONG} | {LONG}] = c("def d", {LONG}={LONG}, e={LONG})\n',
        f"a: b[{LONG} | c[{LONG}] | None] = c(d, {LONG})\n",
        f"{LONG}: b.c[{LONG} | {LONG}] = c(d, {LONG}={LONG}, e={LONG})\n",
        # a name that fits is put in parentheses
        f"class A:\n    a: {LONG}{LONG}Abcdefghij\n    b: c.{LONG}{LONG}Abcdefgh\n",
        f"class A:\n    ab: {LONG}{LONG}Abcdefghijabc\n",
        f"class A:\n    abc: {'b' * 92}\n",
        # nothing makes a longer one fit
        f"class A:\n    a: {LONGER}\n    b: c.{LONGER}\n    c: NotRequired[{LONGER}]\n",
        f"class A:\n    abc: {'b' * 93}\n",
        f"def a(self, b: c.{LONGER}, d: e = f) -> g:\n    return b(c={LONGER}, d={LONGER}d)\n",
        f"def a(self, b: c | {LONGER} = d) -> g:\n    return b\n",
        f"class {LONGER}({LONG}):\n    a: b\n",
        f"from .a import {LONG}, {LONGER}\n",
        f'{LONGER} = a("{LONGER}", {LONG})\n',
        # parentheses that do not make a call fit are left out
        f'{LONG}{LONG} = TypeAliasType("{LONG}{LONG}", {LONG})\n',
        f'{LONG}{LONG}A = TypeAliasType("{LONGER}", {LONG})\n',
        f'{LONG}{LONG}Abcdefg = TypeAliasType("{LONG}{LONG}Abcdefg", a["b"] | str)\n',
        # a union of two types, of which one has brackets, is put in parentheses if these make it fit
        f"a: b = {LONG} | c[{LONG}Abcdefg, {LONG}]\n",
        f"a: b = str | c[{LONG}A | {LONG} | {LONG} | {LONG}]\n",
        f"class A:\n    a: b = c[{LONG}] | d[{LONG}Abcdefg | {LONG}]\n",
        # unions that are returned are put in parentheses
        f"def a(self) -> {LONG} | {LONG} | {LONG}: ...\n",
        f"def a(self, b: c) -> {LONG} | {LONG}Abcdefg:\n    return b\n",
        f"async def a(self, b: c) -> {LONG} | list[{LONG}Abcdefg]:\n    return b\n",
        f"def a(b: {LONG}, c: d) -> {LONG}[{LONG}Abcdefghij, list[{LONG}Abcdefghij]]:\n    return b\n",
        # docstrings of one line end on that line; notes on members stay as they are
        'class A:\n    """' + "word " * 17 + 'wordword\n    """\n\n    a: b\n',
        'class A:\n    """a\tb.\n\n    c\td\n    """\n',
    ],
)
def test_names_that_are_too_long_need_no_black(text: str) -> None:
    assert formatted(text, _never) == _by_black(text)


@pytest.mark.parametrize(
    "text",
    [
        f"a: b = {LONG} | c[{LONGER}]\n",
        f"a: b = {LONGER}A | c[{LONG}]\n",
        f"a: b[{LONG}, {LONG}{LONG}] = c({LONG})\n",
        f"a: b[{LONG}{LONG}] = c({LONG})[{LONG}]\n",
        f"a: b[{LONG}{LONG}][c] = d({LONG}{LONG})\n",
        f"a = b.c.{LONGER}\n",
        f"a = b(c.d.{LONGER})\n",
        f"{LONG} = {LONGER}\n",
        f"{LONG}{LONG}A = {LONG}.{LONG}({LONG}) | {LONG}\n",
        f"def a(self) -> {LONGER}:\n    return b\n",
        'class A:\n    """\ta\n    """\n',
        'class A:\n    """a\n\n    b\t\n    """\n',
        'class A:\n    """a"\n    """\n',
        'class A:\n    """a\\\n    """\n',
    ],
)
def test_other_long_statements_are_as_black_lays_them_out(text: str) -> None:
    assert formatted(text, _by_black) == _by_black(text)
