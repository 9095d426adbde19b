"""The keys of a Fern configuration: fern.config.json and generators.yml.

Source: https://buildwithfern.com/learn/sdks/reference/generators-yml
"""

from __future__ import annotations

from typing import Any

from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.values import listing, mapping
from specquilt.project.migrate.plan import Plan, setting
from specquilt.project.migrate.reasons import (
    CLASSES,
    OTHER_CODE,
    OTHER_LANGUAGE,
    OTHER_VERSION,
    PROJECT,
    README,
    RELEASES,
    SAMPLES,
    SECURITY,
)
from specquilt.project.migrate.table import Rows, Table

_PYTHON = "python-sdk"
_SETTINGS = "specquilt decides by itself how schemas are read"
_NOT_OPENAPI = "not OpenAPI: only OpenAPI documents are read"
_ORIGIN = "where the API document came from: specquilt reads files only"


def _source(plan: Plan, at: Pointer, value: Any) -> None:
    if isinstance(value, str) and value:
        plan.source(value, plan.files["generators"].parent, at)


def _listed(plan: Plan, at: Pointer, value: Any) -> None:
    """Read a document in a list of documents: other texts here are no paths."""
    if isinstance(at[-1], int):
        _source(plan, at, value)


def _override(plan: Plan, at: Pointer, value: Any) -> None:
    for place, name in _entries(at, value):
        plan.change("override", name, plan.files["generators"].parent, place)


def _overlay(plan: Plan, at: Pointer, value: Any) -> None:
    for place, name in _entries(at, value):
        plan.change("overlay", name, plan.files["generators"].parent, place)


def _entries(at: Pointer, value: Any) -> list[tuple[Pointer, Any]]:
    """Return the values of a key that has one, or a list of them."""
    listed = [((*at, index), each) for index, each in enumerate(listing(value))]
    return [(at, value)] if isinstance(value, str) else listed


def _generator(plan: Plan, at: Pointer, _value: Any) -> None:
    if at != _chosen(plan):
        plan.report(OTHER_LANGUAGE if _chosen(plan) else "not a generator of Python clients", at)


def _chosen(plan: Plan) -> Pointer:
    """Return the place of the first generator of a Python client; one with a package name wins."""
    groups = mapping(mapping(plan.data.get("generators")).get("groups"))
    found = [
        ("generators", "groups", name, "generators", index)
        for name, group in groups.items()
        for index, each in enumerate(listing(mapping(group).get("generators")))
        if _PYTHON in str(mapping(each).get("name"))
    ]
    named = [at for at in found if _package_name(plan, at)]
    return next(iter([*named, *found]), ())


def _package_name(plan: Plan, at: Pointer) -> str:
    output = mapping(mapping(resolve(plan.data, at)).get("output"))
    return str(output.get("package-name") or "")


def _environments(plan: Plan, at: Pointer, value: Any) -> None:
    urls = {name: mapping(each).get("url", each) for name, each in mapping(value).items()}
    default = mapping(resolve(plan.data, at[:-1])).get("default-environment")
    ordered = sorted(urls.items(), key=lambda entry: entry[0] != default)
    servers = [{"url": url, "description": name} for name, url in ordered if isinstance(url, str)]
    if servers:
        places = [(*at, name) for name, url in urls.items() if isinstance(url, str)]
        plan.step("servers", "", servers, *places, (*at[:-1], "default-environment"))


def _auth_scheme(plan: Plan, at: Pointer, value: Any) -> None:
    """Read a scheme: Fern names it as it likes, so the document's is found by its type."""
    given = mapping(value)
    kind = str(given.get("scheme") or "").lower()
    header = given.get("header")
    subject = f"apiKey:{header}" if isinstance(header, str) else f"http:{kind}"
    holder = mapping(given.get("token") or given.get("username")) or given
    if (kind or header) and isinstance(holder.get("env"), str):
        plan.step("variable", subject, (holder["env"], ""), at)


_APIS = (
    "generators api",
    "generators api *",
    "generators api specs *",
    "generators api namespaces *",
)
_GENERATOR = "generators groups * generators *"
_IN_APIS: tuple[tuple[str, Any], ...] = (
    ("path", _source),
    ("openapi", _source),
    ("overrides", _override),
    ("overlays", _overlay),
    ("origin", _ORIGIN),
    ("settings", _SETTINGS),
    ("asyncapi", _NOT_OPENAPI),
    ("openrpc", _NOT_OPENAPI),
    ("proto", _NOT_OPENAPI),
    ("namespace", "a namespace for names: `[client.names]` names each call"),
    ("audiences", "`[select]` chooses operations"),
)

_ROWS: Rows = (
    ("fern.config organization", "about the vendor's account"),
    ("fern.config version", OTHER_VERSION),
    (
        "definition *",
        "a Fern Definition is not OpenAPI: write one with `fern export openapi.yaml`",
    ),
    *((f"{place} {name}", becomes) for place in _APIS for name, becomes in _IN_APIS),
    ("generators api environments", _environments),
    ("generators api environments *", "an environment with several URLs"),
    ("generators api default-environment", "there is no environment of this name"),
    ("generators api default-url", "there is one base URL"),
    ("generators api auth", SECURITY),
    ("generators api auth-schemes *", _auth_scheme),
    ("generators api auth-schemes", "`securitySchemes` in the API document count"),
    ("generators api headers", "an argument of the client: Client(headers=…)"),
    ("generators api", _source),
    ("generators api *", _listed),
    ("generators api specs", _source),
    ("generators openapi", _source),
    ("generators openapi path", _source),
    ("generators openapi-overrides", _override),
    ("generators openapi overrides", _override),
    ("generators openapi *", _SETTINGS),
    ("generators spec-origin", _ORIGIN),
    ("generators async-api", _NOT_OPENAPI),
    ("generators default-group", "about runs of another generator"),
    ("generators autorelease", RELEASES),
    ("generators metadata", PROJECT),
    ("generators aliases", "about runs of another generator"),
    ("generators readme", README),
    ("generators reviewers", RELEASES),
    ("generators groups * audiences", "`[select]` chooses operations"),
    ("generators groups * reviewers", RELEASES),
    (_GENERATOR, _generator),
    (f"{_GENERATOR} name", "the name of another generator"),
    (f"{_GENERATOR} version", OTHER_VERSION),
    (f"{_GENERATOR} output package-name", setting("client.distribution")),
    (f"{_GENERATOR} output", RELEASES),
    (f"{_GENERATOR} github license", setting("client.project.license")),
    (f"{_GENERATOR} github", RELEASES),
    (f"{_GENERATOR} metadata license", setting("client.project.license")),
    (f"{_GENERATOR} metadata package-description", setting("client.project.description")),
    (f"{_GENERATOR} autorelease", RELEASES),
    (f"{_GENERATOR} metadata", PROJECT),
    (f"{_GENERATOR} config package_name", setting("client.package")),
    (f"{_GENERATOR} config client_class_name", CLASSES),
    (f"{_GENERATOR} config client", CLASSES),
    (
        f"{_GENERATOR} config extra_dependencies",
        "write it into the pyproject.toml of the client",
    ),
    (f"{_GENERATOR} config timeout_in_seconds", "an argument of the client: Client(timeout=…)"),
    (f"{_GENERATOR} config", OTHER_CODE),
    (f"{_GENERATOR} api", _SETTINGS),
    (f"{_GENERATOR} smart-casing", "words keep the spelling of the API document"),
    (f"{_GENERATOR} keywords", PROJECT),
    (f"{_GENERATOR} snippets", SAMPLES),
    (f"{_GENERATOR} disable-examples", SAMPLES),
    (f"{_GENERATOR} ir-version", OTHER_VERSION),
)

TABLE = Table(_ROWS)
