"""Finds the classes of `[client.extend]`; one that cannot be used is reported, and left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from specquilt.openapi.finding import Finding, Location, Severity
from specquilt.openapi.suggestion import did_you_mean
from specquilt.output.digests import content_of
from specquilt.python.extensions.extension import PREFIX, Extension, path_of
from specquilt.python.extensions.imports import import_of_client
from specquilt.python.render.facts import modules
from specquilt.python.runtime import public
from specquilt.python.surface.types import Surface

UNUSABLE = "extension-unusable"
_OURS = frozenset({"client", "errors", "resources", "types", "_runtime", "__init__"})
_STANDARD = frozenset(
    [
        "Any",
        "Awaitable",
        "Callable",
        "Literal",
        "Mapping",
        "Sequence",
        "TYPE_CHECKING",
        "Unpack",
        "cached_property",
        "overload",
    ]
)
"""Names that generated modules may import from the standard library."""

Fault: TypeAlias = tuple[Path | None, int, str, str]
"""File and line of what is wrong (None: the configuration), what it is, and what to do."""


class Wanted(NamedTuple):
    """A class that the configuration names.

    Args:
        target: name of the generated class.
        module, name: of the user's class.
        place: where the configuration says so.
    """

    target: str
    module: str
    name: str
    place: Location | None


def read(
    written: Mapping[str, str], places: Mapping[str, Location], surface: Surface, package: Path
) -> tuple[dict[str, Extension], list[Finding]]:
    """Return the extensions that can be used by generated class, and what is wrong with others.

    Args:
        written: ``module:Class`` by generated class.
        places: where each of them is written.
        surface: the surface of the package.
        package: the folder of the package.
    """
    found: dict[str, Extension] = {}
    findings = list[Finding]()
    targets = _targets(surface)
    for target, text in written.items():
        module, _, name = text.partition(":")
        wanted = Wanted(target, module, name, places.get(target))
        file = package / path_of(module)
        fault = next(_faults(wanted, targets, file, found), None)
        if fault:
            findings.append(_finding(wanted, fault))
        else:
            found[targets[target]] = Extension(targets[target], module, name, file)
    return found, findings


def _targets(surface: Surface) -> dict[str, str]:
    """Return the generated classes by their names; the client may have several."""
    first = surface.client_names[0]
    clients = {name: first[at] for pair in surface.client_names for at, name in enumerate(pair)}
    resources = [module.resource.class_name for module in modules(surface)]
    return clients | {p + name: p + name for name in resources for p in ("", "Async")}


def _faults(
    wanted: Wanted, targets: Mapping[str, str], file: Path, others: Mapping[str, Extension]
) -> Iterator[Fault]:
    """Yield why a class cannot be used; only the first reason counts."""
    if wanted.target not in targets:
        advice = did_you_mean(
            wanted.target, targets, "name a class: Client, AsyncClient or a resource"
        )
        yield None, 1, f"there is no generated class {wanted.target!r}", advice
    if wanted.module.partition(".")[0] in _OURS:
        yield None, 1, f"{wanted.module!r} is a generated module", "choose another, as in more:ClientMore"
    if _is_taken(wanted, targets, others):
        yield None, 1, f"the name {wanted.name!r} is taken", f"rename it, as in {wanted.target}More"
    yield from _faults_of_file(wanted, file, targets)


def _is_taken(wanted: Wanted, targets: Mapping[str, str], others: Mapping[str, Extension]) -> bool:
    """Return whether a generated module may have another meaning for the name of a class."""
    runtime = [*public.SIGNATURES.values(), *public.DESCRIPTIONS.values()]
    known = {*targets, *_STANDARD, *(name for names in runtime for name in names)}
    same = [each for each in others.values() if each.name == wanted.name]
    is_other = any(each.module != wanted.module for each in same)
    return is_other or wanted.name in known or wanted.name.startswith(PREFIX)


def _faults_of_file(wanted: Wanted, file: Path, targets: Mapping[str, str]) -> Iterator[Fault]:
    content = content_of(str(file))
    if content is None:
        # A device or a named pipe must not be opened to show its line.
        yield (
            None if file.exists() else file
        ), 1, "the file cannot be read", f"write it, with a class {wanted.name}"
        return
    try:
        tree = ast.parse(content)
    except SyntaxError as error:
        yield file, error.lineno or 1, f"the file cannot be parsed: {error.msg}", "correct it"
    except (ValueError, RecursionError, MemoryError) as error:
        yield file, 1, f"the file cannot be parsed: {error}", "correct it"
    else:
        yield from _faults_of_module(wanted, file, tree, targets)


def _faults_of_module(
    wanted: Wanted, file: Path, tree: ast.Module, targets: Mapping[str, str]
) -> Iterator[Fault]:
    if class_in(tree, wanted.name) is None:
        advice = did_you_mean(
            wanted.name, _classes(tree), "write it at the top level of the module"
        )
        yield file, 1, f"the file has no class {wanted.name}", advice
    package = file.parents[wanted.module.count(".")].name
    for line in import_of_client(tree, wanted.module, package, targets):
        advice = "import it below `if TYPE_CHECKING:`"
        yield file, line, "the file imports the generated class that imports it", advice


def class_in(tree: ast.Module, name: str) -> ast.ClassDef | None:
    """Return the class of a name at the top level of a module."""
    return next((each for each in _class_nodes(tree) if each.name == name), None)


def _classes(tree: ast.Module) -> list[str]:
    return [each.name for each in _class_nodes(tree)]


def _class_nodes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    return (node for node in tree.body if isinstance(node, ast.ClassDef))


def _finding(wanted: Wanted, fault: Fault) -> Finding:
    file, line, reason, advice = fault
    place = Location(file.as_posix(), line) if file else wanted.place
    message = f"{wanted.target} is generated without {wanted.module}:{wanted.name}: {reason}"
    return Finding(UNUSABLE, Severity.WARNING, message, place, help=advice)
