"""Which modules of a package a change can break: those that have changed, and those that import them.

The others have been imported by the run that wrote them.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

# Patterns begin with a character: without one, a search takes five times as long.
_FOR_TYPE_CHECKERS = re.compile(r"\nif TYPE_CHECKING:(?:\n[ \t]+.*|\n(?=\n))*")
_IMPORT = re.compile(
    r"\n[ \t]*(?:from[ ](?P<home>\S+)[ ]import[ ](?P<names>\([^)]*\)|.*)|import[ ](?P<whole>.*))"
)
_NAME = re.compile(r"[^\s,()]+")
_OPERATION = re.compile(r'Operation\(\s*"[^"]*",\s*"([A-Z]+)",\s*("(?:[^"\\]|\\.)*")')


def affected(sources: Mapping[str, str], changed: Collection[str]) -> set[str]:
    """Return the modules that a change can break.

    Args:
        sources: the texts of all modules, by name.
        changed: the modules that have changed, that are new, or that are gone.
    """
    importers: defaultdict[str, set[str]] = defaultdict(set)
    for module, text in sources.items():
        for name in imported(module, text):
            importers[name].add(module)
    found, waiting = set(changed), [*changed]
    while waiting:
        new = importers[waiting.pop()] - found
        found |= new
        waiting += new
    return found & sources.keys()


def imported(module: str, text: str) -> Iterator[str]:
    """Yield the names of all that a module may import, some of which are no modules.

    What it imports when a function is called counts, too; what only type checkers see does not.

    Args:
        module: its name; that of a package ends with ``.__init__``.
        text: what is in it.
    """
    for found in _IMPORT.finditer(_FOR_TYPE_CHECKERS.sub("", f"\n{text}")):
        if found["whole"]:
            parts = [name.split(".") for name in _NAME.findall(found["whole"])]
            above = (".".join(each[: at + 1]) for each in parts for at in range(len(each)))
            yield from _with_packages(above)
            continue
        home = _absolute(module, found["home"])
        yield from _with_packages([home])
        yield from _with_packages(f"{home}.{name}" for name in _NAME.findall(found["names"]))


def operations(text: str) -> Iterator[str]:
    """Yield ``METHOD /path`` of each operation that a generated module describes."""
    for found in _OPERATION.finditer(text):
        yield f"{found[1]} {ast.literal_eval(found[2])}"


def _with_packages(names: Iterable[str]) -> Iterator[str]:
    """Yield names as they may be those of modules, and of packages."""
    for name in names:
        yield name
        yield f"{name}.__init__"


def _absolute(module: str, home: str) -> str:
    """Return the name of a module without the dots that stand for packages around another one."""
    name = home.lstrip(".")
    dots = len(home) - len(name)
    if not dots:
        return home
    above = module.split(".")[:-dots]
    return ".".join([*above, name] if name else above)
