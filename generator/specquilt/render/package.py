"""Which template makes which file of the distribution."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from specquilt.ir.types import Api
from specquilt.models import types
from specquilt.render import docstrings
from specquilt.render.annotations import Annotations
from specquilt.render.environment import environment
from specquilt.render.exports import Exports
from specquilt.render.facts import Module, modules, twins
from specquilt.render.parts import in_parts
from specquilt.render.prose import without_gaps
from specquilt.render.readme import page
from specquilt.render.type_module import type_folders, type_modules

RUNTIME = Path(__file__).parents[1] / "runtime"

_ONCE = {
    "__init__.py": "package/__init__.py.j2",
    "errors.py": "package/errors.py.j2",
}
_DOCUMENTS = {
    "pyproject.toml": "package/pyproject.toml.j2",
    "README.md": "docs/README.md.j2",
    "reference.md": "docs/reference.md.j2",
}
_USUAL_STYLE = {"path": "simple", "header": "simple", "query": "form", "cookie": "form"}


def render(api: Api) -> dict[str, str]:
    """Return the files of the distribution, by path, not yet formatted."""
    fill = Filler(api)
    package = {
        **_runtime(),
        **dict(_types(fill)),
        **dict(_modules(fill)),
        **{path: fill(name) for path, name in _ONCE.items()},
        "py.typed": "",
        "resources/__init__.py": '"""The resources of the client."""\n',
    }
    documents = {path: fill(name) for path, name in _DOCUMENTS.items()}
    documents |= {p: without_gaps(t) for p, t in documents.items() if p.endswith(".md")}
    return documents | {f"{api.package}/{path}": text for path, text in sorted(package.items())}


class Filler:
    """Fills templates with the facts about one API."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self._twins = twins(api)
        self._facts = {
            "api": api,
            "docs": docstrings,
            "exports": Exports(api),
            "page": page(api),
            "usual_style": _USUAL_STYLE,
            "annotations": self.annotations(),
        }

    def __call__(self, template: str, **facts: Any) -> str:
        """Return what a template makes of the facts."""
        return environment().get_template(template).render(self._facts | facts)

    def annotations(self, hidden: frozenset[str] = frozenset()) -> Annotations:
        """Return how a module with methods writes types."""
        return Annotations("types.", "FileContent", hidden, self._twins)


def _modules(fill: Filler) -> Iterator[tuple[str, str]]:
    for whole in (Module(fill.api, fill.api.root), *modules(fill.api)):
        for module in in_parts(whole):
            annotations = fill.annotations(module.hidden)
            is_client = not module.path and not module.whole
            template = "package/client.py.j2" if is_client else "resource/resource.py.j2"
            path = "client.py" if is_client else f"resources/{module.resource.module}.py"
            yield path, fill(template, module=module, annotations=annotations)


def _types(fill: Filler) -> Iterator[tuple[str, str]]:
    all_modules = type_modules(types(fill.api))
    for module in all_modules:
        template = "params" if module.sent else "models"
        yield module.path, fill(f"package/{template}.py.j2", module=module)
    for folder in type_folders(all_modules):
        yield folder.path, fill("package/types.py.j2", folder=folder)


def _runtime() -> dict[str, str]:
    """Return the runtime as it is: the modules that the generator's own tests have run."""
    sources = sorted(RUNTIME.rglob("*.py"))
    return {
        f"_runtime/{path.relative_to(RUNTIME).as_posix()}": path.read_text("utf-8")
        for path in sources
    }
