"""Renders the distribution: one template for each file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from specquilt.api.parameters import USUAL_STYLES
from specquilt.output.digests import content_of, files_below
from specquilt.output.lock import CHANGELOG
from specquilt.python.format.stubs import formatted_stub
from specquilt.python.publication import UNPUBLISHED, Publication
from specquilt.python.render import described, docstrings, reference
from specquilt.python.render.environment import environment
from specquilt.python.render.exports import Exports
from specquilt.python.render.facts import Module, modules
from specquilt.python.render.kept import Kept
from specquilt.python.render.parts import in_parts
from specquilt.python.render.polls import homes, polls
from specquilt.python.render.project import Project
from specquilt.python.render.prose import without_gaps
from specquilt.python.render.readme import Documentation
from specquilt.python.render.schemes import SCHEMES
from specquilt.python.render.sections import in_blocks
from specquilt.python.render.testing import TestingModule
from specquilt.python.render.testing_data import data_files
from specquilt.python.render.webhooks import WebhookModule
from specquilt.python.surface.types import Surface

if TYPE_CHECKING:
    from specquilt.python.extensions.extension import Extension

Extensions: TypeAlias = Mapping[str, "Extension"]
_NONE: Extensions = {}
WEBHOOKS = "webhooks/"
"""Folder of the runtime that only packages with webhooks have."""

RUNTIME = str(Path(__file__).parents[1] / "runtime")

_ONCE = {
    "__init__.py": "package/__init__.py.j2",
    "errors.py": "package/errors.py.j2",
    "recordings.py": "package/recordings.py.j2",
}
_DOCUMENTS = {
    ".gitattributes": "package/gitattributes.j2",
    "AGENTS.md": "docs/AGENTS.md.j2",
    "README.md": "docs/README.md.j2",
    "pyproject.toml": "package/pyproject.toml.j2",
}
_FIELDS = "package/testing_fields.pyi.j2"
_TYPES = "package/testing.pyi.j2"


def render(
    surface: Surface,
    model_files: dict[str, str],
    publication: Publication = UNPUBLISHED,
    extensions: Extensions = _NONE,
    *,
    reuse: bool = False,
) -> dict[str, str]:
    """Return the unformatted files of the distribution, by path.

    Args:
        surface: The surface of the package.
        model_files: The files of the models.
        publication: What the user says about the distribution.
        extensions: Classes of the user, by the generated class that inherits from them.
        reuse: Whether to read from the cache what has not changed.
    """
    kept = Kept(surface, reuse=reuse)
    package = {
        **_runtime(surface),
        **model_files,
        "types/__init__.py": _fill("package/types.py.j2", surface, folders=_folders(model_files)),
        **_aliases(surface),
        **_webhooks(surface),
        **_testing(surface, kept),
        **dict(_modules(surface, extensions, kept)),
        **{path: _fill(name, surface) for path, name in _ONCE.items()},
        "py.typed": "",
        "resources/__init__.py": '"""The resources of the client."""\n',
    }
    documents = _documents(surface, publication, kept)
    documents["README.md"] = in_blocks(documents["README.md"])
    return documents | {f"{surface.package}/{path}": text for path, text in sorted(package.items())}


def _documents(surface: Surface, publication: Publication, kept: Kept) -> dict[str, str]:
    """Return the files beside the package."""
    page, project = Documentation(surface), Project(surface, publication)
    facts = {"page": page, "snippets": page.snippets, "project": project}
    pages, links = reference.pages(
        page.modules,
        kept.types(_types) if page.types else "",
        partial(_page, kept),
    )
    listed = {path: _fill(name, surface, **facts) for path, name in _DOCUMENTS.items()}
    listed["reference.md"] = _fill("docs/reference.md.j2", surface, page=page, links=links)
    listed |= {path: without_gaps(text) for path, text in listed.items() if path.endswith(".md")}
    license_text = {"LICENSE": publication.license_text} if publication.license_text else {}
    tests = _tests(surface, publication)
    return listed | pages | license_text | tests | {CHANGELOG: project.changelog}


def _tests(surface: Surface, publication: Publication) -> dict[str, str]:
    """Return the tests that replay recordings, and the recordings, if there are any."""
    if not publication.recordings:
        return {}
    return {
        "tests/recordings/recorded.jsonl": publication.recordings,
        "tests/test_recordings.py": _fill("package/test_recordings.py.j2", surface),
    }


def _types(surface: Surface) -> str:
    """Return the page of all types."""
    return without_gaps(_fill("docs/types.md.j2", surface, page=Documentation(surface)))


def _page(kept: Kept, module: Module, links: reference.Links) -> str:
    """Return the page of a resource."""
    template, shown = "docs/resource.md.j2", replace(module, surface=kept.surface)
    facts = {"page": Documentation(kept.surface), "links": links}
    types = [links.type(method) for method in module.methods]

    def make() -> str:
        return without_gaps(_fill_module(template, shown, **facts))

    return kept.text(template, shown, types, make)


def _folders(model_files: Iterable[str]) -> list[str]:
    """Return the modules of types that are split into packages."""
    return sorted(path.split("/")[1] for path in model_files if path.endswith("/__init__.py"))


def _aliases(surface: Surface) -> dict[str, str]:
    """Return the module of other names of types, if there are any."""
    if not surface.type_aliases:
        return {}
    return {"types/aliases.py": _fill("package/aliases.py.j2", surface)}


def _webhooks(surface: Surface) -> dict[str, str]:
    """Return the module of webhooks, if there are any."""
    if surface.webhooks is None:
        return {}
    module = WebhookModule(surface.webhooks, surface.annotations)
    return {"webhooks.py": _fill("package/webhooks.py.j2", surface, module=module)}


def _testing(surface: Surface, kept: Kept) -> dict[str, str]:
    """Return the fake of the API, and its types."""
    return {
        "testing/__init__.py": _fill("package/testing.py.j2", surface),
        **kept.fakes(_fakes),
        **data_files(surface),
    }


def _fakes(surface: Surface) -> dict[str, str]:
    module = TestingModule(surface)
    parts = {
        f"testing/_fields_{number}.pyi": _fill(_FIELDS, surface, module=module, part=part)
        for number, part in enumerate(module.parts)
    }
    stubs = parts | {"testing/__init__.pyi": _fill(_TYPES, surface, module=module)}
    return {path: formatted_stub(text) for path, text in stubs.items()}


def _modules(surface: Surface, extensions: Extensions, kept: Kept) -> Iterator[tuple[str, str]]:
    for whole in (Module(surface, surface.root), *modules(surface)):
        for module in in_parts(whole):
            if module.is_client:
                yield "client.py", _client(module, extensions)
            else:
                shown = replace(module, surface=kept.surface)
                yield f"resources/{module.resource.module}.py", _resource(shown, extensions, kept)


def _resource(module: Module, extensions: Extensions, kept: Kept) -> str:
    template, name = "resource/resource.py.j2", module.resource.class_name
    own = [extensions.get(each) for each in (name, f"Async{name}")]
    fill = partial(_fill_module, template, module, extensions=extensions)
    return kept.text(template, module, own, fill)


def _client(module: Module, extensions: Extensions) -> str:
    found = polls(module.surface)
    facts = {"polls": found, "homes": homes(found), "extensions": extensions}
    return _fill_module("package/client.py.j2", module, **facts)


def _fill_module(template: str, module: Module, **facts: Any) -> str:
    return _fill(template, module.surface, **_of(module), **facts)


def _of(module: Module) -> dict[str, Any]:
    return {"module": module, "annotations": module.annotations}


def _fill(template: str, surface: Surface, **facts: Any) -> str:
    return (
        environment()
        .get_template(template)
        .render(
            surface=surface,
            described=described,
            docs=docstrings,
            exports=Exports(surface),
            schemes=SCHEMES,
            usual_style=USUAL_STYLES,
            **{"annotations": surface.annotations, **facts},
        )
    )


def _runtime(surface: Surface) -> dict[str, str]:
    """Return the unchanged modules of the runtime. The generator's tests cover them."""
    unused = () if surface.webhooks else (WEBHOOKS,)
    start = len(RUNTIME) + 1
    paths = {path[start:].replace(os.sep, "/"): path for path in files_below(RUNTIME)}
    modules = (name for name in paths if name.endswith(".py") and not name.startswith(unused))
    return {f"_runtime/{name}": _text(paths[name]) for name in sorted(modules)}


def _text(path: str) -> str:
    # Quicker than `Path.read_text` by a half, and there are a hundred files.
    return (content_of(path) or b"").decode().replace("\r\n", "\n")
