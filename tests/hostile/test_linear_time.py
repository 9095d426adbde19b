"""Text is parsed in linear time: text of eight times the length takes about eight times as long."""

from __future__ import annotations

import gc
import importlib
import inspect
import itertools
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

import specquilt
from specquilt.openapi.finding import InputError
from specquilt.openapi.load import lines, yaml_loader
from specquilt.openapi.load.fault import TextFault
from specquilt.openapi.prose import readable
from specquilt.python.names.operation_ids import spoken_names
from specquilt.python.render.code import docstring, markdown
from specquilt.rules.bodies import multipart_without_fields
from specquilt.rules.document import script_in_description
from specquilt.sources.read import read_text

_FLOOR = 0.002
"""CPU seconds below which measurements are noise."""
_GROWTH = 8
"""Quadratic time is 64 times as long then: no noise of a busy machine hides it or looks like it."""
_LARGEST_RATIO = 24
_SIZES = (1 << 9, 1 << 12, 1 << 16, 1 << 20)
_SPECIFICATION = "```yaml\nopenapi: 3.1.0\n```\n"
PAGES = {
    "spaces in a heading": ("# a", " ", "b"),
    "marks in a heading": ("# a ", "# ", "b"),
    "spaces behind a language": ("```a", " ", "b\n"),
    "spaces behind a title": ("```a b", " ", "c\n"),
    "backticks": ("", "`", "a"),
    "backticks in an opening fence": ("```", "a`", ""),
    "openings of fences": ("", "```a\n", ""),
    "marks of block quotes": ("", ">", "```"),
    "block quotes": ("> ```\n", "> a\n", ""),
    "marks of lists": ("", "- ", "```"),
    "tabs": ("", "\t", "```a"),
    "blank lines": ("import", "\n", "a"),
    "lines of spaces": ("", " \n", "a"),
    "comments": ("", "#\n", "a"),
    "titles": ("", "# A\n\nGET /a\n\n", ""),
    "specifications": ("", "```yaml\nopenapi: 3.1.0\n```\n", ""),
    "pasted specifications": ("a\n", "openapi: 3.1.0\npaths: {}\n", ""),
    "pasted versions": ("a\n```yaml\nopenapi: 3.1.0\n```\n", "openapi: 3.1.0\n", ""),
    "glued pages": ("", "```yaml\nopenapi: 3.1.0\n```# A\n", ""),
    "spaces in a request": ("GET", " ", "/a /b"),
    "spaces in a field": ("Reference:", " ", "a b"),
    "methods in a title": ("```yaml ", "get ", "\nopenapi: 3.1.0\n```\n"),
    "numbered lines": ("GET\nhttps://a\n", "1{\n2\n", ""),
    "spaces behind a key": ("openapi", " ", "a"),
    "keys": ("", "openapi\n", ""),
    "carriage returns": ("", "\r", "a"),
    "line separators": ("openapi: '", "\u2028", "\n"),
}
TEXTS = {
    "links": ("href=", " ", "a"),
    "quoted scripts": ("", "`<script>` ", ""),
    "headings": ("", "# a\n", ""),
    "tags": ("", "<a`<a`", ""),
    "links that do not end": ("", '<a href="', ""),
    "attributes": ("<p ", "a='' ", ""),
    "gaps": ("<p>", "\n ", ""),
    "blanks in a gap": ("<p>\n", " ", "a"),
    "list items": ("", "- a\n", ""),
    "digits": ("", "1", " "),
    "spaces": ("- ", " ", "a"),
}
PARTS = (
    *("sources", "openapi", "merging", "overlay", "select", "rules", "repair", "validate", "api"),
    *("python.names", "python.surface", "python.models", "python.render", "output", "project"),
)
_PUMPS = [*" a-A0_/.\n{\"'`#\\<,:>(*~|\t[=", "a ", "- ", "a.", "aA", "a, ", '\\"', "`a`, ", " \n"]
_PARTS = ("", "# a", "```a", "GET /a", "href=", "a", "{", '"', "1", "v", "one of `a`", "get ")


def _seconds(call: Callable[[], object]) -> float:
    """Return the CPU time of a call, without garbage collection."""
    gc.disable()
    start = time.process_time()
    call()
    seconds = time.process_time() - start
    gc.enable()
    return seconds


def _ratio(call: Callable[[str], object], short: str, long: str) -> float:
    """Return the smallest of several ratios. Other processes can only increase a ratio."""
    ratios = []
    for _ in range(5):
        before = max(_seconds(lambda: call(short)), _FLOOR)
        ratios.append(_seconds(lambda: call(long)) / before)
        if ratios[-1] <= _LARGEST_RATIO:
            break
    return min(ratios)


def _check(
    call: Callable[[str], object], shape: tuple[str, str, str], largest: int = _SIZES[-1]
) -> None:
    """Compare texts of several sizes. Start with small ones: cubic time would never end."""
    start, pump, end = shape
    for size in _SIZES:
        short, long = (start + pump * (n // len(pump)) + end for n in (size // _GROWTH, size))
        if size <= largest:
            assert _ratio(call, short, long) <= _LARGEST_RATIO, f"{shape} at {size}"


QUICK_OR_LONG = pytest.mark.parametrize(
    "largest", [1 << 12, pytest.param(1 << 20, marks=pytest.mark.long)]
)
"""Sizes at which quadratic time takes milliseconds, and hours."""


@QUICK_OR_LONG
@pytest.mark.parametrize("shape", PAGES.values(), ids=PAGES)
def test_pages(shape: tuple[str, str, str], largest: int) -> None:
    start, pump, end = shape
    _check(_read, shape, largest)
    _check(_read, (_SPECIFICATION + start, pump, end), largest)


def _read(text: str) -> None:
    try:
        read_text("page.md", "\n".join(lines.split(text)))
    except InputError:
        return


@QUICK_OR_LONG
@pytest.mark.parametrize("shape", TEXTS.values(), ids=TEXTS)
def test_descriptions(shape: tuple[str, str, str], largest: int) -> None:
    _check(lambda text: list(script_in_description._scripts(text)), shape, largest)
    _check(docstring, shape, min(largest, 1 << 16))
    _check(markdown, shape, largest)
    _check(readable, shape, largest)


def test_samples_of_files() -> None:
    def lost(text: str) -> object:
        names = re.sub("@", lambda found: str(found.start()), text)
        page = read_text("page.md", f"# A\n\nPOST /a\n\n```sh\n{names}\n```\n")[0]
        return multipart_without_fields._missing_files(page, {})

    part = 'Content-Disposition: form-data; name="@"; filename="a"\n'
    _check(lost, ("", part, ""))


@QUICK_OR_LONG
@pytest.mark.parametrize("pump", ["Controller_", "_v1", "[1]", "aController_b[1"])
def test_operation_ids(pump: str, largest: int) -> None:
    for start, end in itertools.product(("", "AController_"), ("", "!", "_v1", "[1]")):
        shape = (start, pump, end)
        _check(lambda text: spoken_names(text, "get", "/a", ""), shape, min(largest, 1 << 16))


@QUICK_OR_LONG
@pytest.mark.parametrize("end", ["", "!t a", "\x07", "NaN"])
def test_loader(end: str, largest: int) -> None:
    def load(text: str) -> None:
        try:
            yaml_loader.load(text)
        except TextFault:
            return

    for pump in ("é\n", " \n", "a: \u2028\n"):
        _check(
            load, ("a: |\n  " if pump != "a: \u2028\n" else "", pump, end), min(largest, 1 << 16)
        )
    for start in ('{"a": "', '{"b": NaN, "a": "'):
        _check(load, (start, '\\"', end), min(largest, 1 << 16))


def _modules() -> Iterator[ModuleType]:
    for part in PARTS:
        package = importlib.import_module(f"specquilt.{part}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(module.name)


def _patterns() -> Iterator[tuple[str, Callable[[str], Any]]]:
    """Yield every use of a pattern. Only a search can match at any position."""
    for module in _modules():
        source = inspect.getsource(module)
        for name, pattern in vars(module).items():
            if isinstance(pattern, re.Pattern) and re.search(rf"^{name} = ", source, re.MULTILINE):
                searched = re.search(rf"\b{name}\.(search|finditer|findall|sub|split)\b", source)
                uses = ("match", "fullmatch", "search") if searched else ("match", "fullmatch")
                yield from ((f"{module.__name__}.{name}.{u}", getattr(pattern, u)) for u in uses)


@pytest.mark.long
@pytest.mark.parametrize(("name", "use"), [pytest.param(*each, id=each[0]) for each in _patterns()])
def test_patterns(name: str, use: Callable[[str], Any]) -> None:
    assert name.startswith(specquilt.__name__)
    for start in _PARTS:
        for pump in _PUMPS:
            long = start + pump * (16_000 // len(pump)) + "!"
            if _seconds(lambda long=long: use(long)) > _FLOOR:  # type: ignore[misc]
                _check(use, (start, pump, "!"), 1 << 16)
