"""The keys of a Stainless configuration.

Source: https://app.stainless.com/docs/reference/config, as far as public configurations use it.
"""

from __future__ import annotations

from typing import Any

from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import mapping
from specquilt.project.migrate import stainless_resources as resources
from specquilt.project.migrate.plan import Plan, setting
from specquilt.project.migrate.reasons import (
    BY_ITSELF,
    CHANGES,
    OTHER_CODE,
    OTHER_LANGUAGE,
    OTHER_RUN,
    README,
    RELEASES,
    TESTS,
)
from specquilt.project.migrate.stainless_paging import scheme
from specquilt.project.migrate.table import Rows, Table

_VENDOR = "about the vendor: specquilt takes title and description from the API document"
_EXAMPLES = "code samples in the API document are not written"
_ARGUMENT = "an argument of the client: Client(timeout=…, max_retries=…, headers=…)"
_STREAMING = "streams are recognised by their media type: text/event-stream or JSON lines"
_CASING = "words keep the spelling of the API document; `[client.names]` renames calls and models"
_DIAGNOSTICS = "findings of another tool; `[lint]` and `[rules]` are for those of specquilt"
_CUSTOM = "about custom code in the generated client"


def _package(plan: Plan, at: Pointer, value: Any) -> None:
    if isinstance(value, str) and value:
        plan.step("setting", "client.package", value, at)
        if not mapping(mapping(plan.data["stainless"].get("targets")).get("python")).get(
            "project_name"
        ):
            plan.step("setting", "client.distribution", value)


def _documentation(plan: Plan, at: Pointer, value: Any) -> None:
    if isinstance(value, str) and "://" in value:
        plan.step("setting", "client.project.urls", {"Documentation": value}, at)


def _environments(plan: Plan, at: Pointer, value: Any) -> None:
    if isinstance(value, str) and "://" in value:
        value = {"": value}
    if not isinstance(value, dict):
        return
    urls = {name: mapping(each).get("url", each) for name, each in value.items()}
    servers = [
        {"url": url, **({"description": name} if name else {})}
        for name, url in urls.items()
        if isinstance(url, str) and url
    ]
    places = [(*at, name) for name, url in urls.items() if name and isinstance(url, str)]
    if servers:
        plan.step("servers", "", servers, *(places or [at]))


def _option(plan: Plan, at: Pointer, value: Any) -> None:
    """Read an argument of the client: a credential has a scheme and a variable."""
    given = mapping(value)
    auth, variable = mapping(given.get("auth")), given.get("read_env")
    name = auth.get("security_scheme")
    if isinstance(name, str) and isinstance(variable, str):
        role = str(auth.get("role") or "")
        plan.step("variable", name, (variable, role), at)


def _schemes(plan: Plan, at: Pointer, value: Any) -> None:
    if isinstance(value, dict) and value:
        plan.step("scheme", str(at[-1]), value, at)


def _security(plan: Plan, at: Pointer, value: Any) -> None:
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        plan.step("security", "", value, at)


def _prefix(plan: Plan, at: Pointer, value: Any) -> None:
    if isinstance(value, str) and value:
        plan.step("base-variable", "", f"{value.rstrip('_')}_BASE_URL", at)


def _arrays(plan: Plan, at: Pointer, value: Any) -> None:
    if isinstance(value, str):
        plan.step("arrays", "", value, at)


def _objects(plan: Plan, at: Pointer, value: Any) -> None:
    if isinstance(value, str):
        plan.step("objects", "", value, at)


def _transform(plan: Plan, at: Pointer, value: Any) -> None:
    arguments = mapping(mapping(value).get("args"))
    if arguments:
        plan.step("transform", str(value.get("command")), arguments, at)


def _document(plan: Plan, at: Pointer, value: Any) -> None:
    if isinstance(value, str) and value:
        plan.source(value, plan.folder, at)


_ROWS: Rows = (
    ("stats openapi_spec_url", _document),
    ("stats *", OTHER_RUN),
    ("stainless edition", "the version of another generator's defaults"),
    ("stainless organization docs", _documentation),
    ("stainless organization", _VENDOR),
    ("stainless targets python package_name", _package),
    ("stainless targets python project_name", setting("client.distribution")),
    ("stainless targets python publish", RELEASES),
    ("stainless targets python production_repo", RELEASES),
    ("stainless targets python staging_repo", RELEASES),
    ("stainless targets python readme_title", README),
    ("stainless targets python skip", "specquilt writes a client whenever it is asked to"),
    ("stainless targets python keep_files", "files that specquilt has not written are kept"),
    ("stainless targets python options", BY_ITSELF),
    ("stainless targets python edition", "the version of another generator's defaults"),
    ("stainless targets python *", OTHER_CODE),
    ("stainless targets *", OTHER_LANGUAGE),
    ("stainless resources ** models *", resources.model),
    ("stainless resources ** methods *", resources.method),
    ("stainless resources ** skip", resources.languages),
    ("stainless resources ** only", resources.languages),
    ("stainless resources ** methods * type", resources.kind),
    ("stainless resources ** methods * paginated", resources.paginated),
    ("stainless resources ** methods * streaming", _STREAMING),
    ("stainless resources ** methods * skip_test_reason", TESTS),
    ("stainless resources ** methods * positional_params", "arguments are passed by name"),
    ("stainless resources ** methods * deprecated", "`deprecated` in the API document counts"),
    (
        "stainless resources ** methods * body_param_name",
        "bodies that are objects become arguments",
    ),
    (
        "stainless resources ** methods * unwrap_response_fields",
        "methods return the whole response",
    ),
    ("stainless resources ** methods * *", "about another generator's method"),
    ("stainless resources ** models * *", "about another generator's model"),
    ("stainless resources ** standalone_api", "every resource is part of the client"),
    ("stainless resources ** description", "descriptions are taken from the API document"),
    ("stainless pagination *", scheme),
    ("stainless environments", _environments),
    ("stainless client_settings opts *", _option),
    ("stainless client_settings opts * *", "an argument that the client does not have"),
    ("stainless client_settings default_env_prefix", _prefix),
    (
        "stainless client_settings idempotency_header",
        "an option of a call: options={'idempotency_key': …}",
    ),
    ("stainless client_settings", _ARGUMENT),
    ("stainless security_schemes *", _schemes),
    ("stainless security", _security),
    ("stainless query_settings array_format", _arrays),
    ("stainless query_settings nested_format", _objects),
    ("stainless settings license", setting("client.project.license")),
    ("stainless settings disable_mock_tests", TESTS),
    ("stainless settings", BY_ITSELF),
    ("stainless unspecified_endpoints *", resources.unspecified),
    ("stainless readme", README),
    ("stainless openapi transforms *", _transform),
    ("stainless openapi transformations *", _transform),
    ("stainless openapi transforms", CHANGES),
    ("stainless openapi transformations", CHANGES),
    ("stainless openapi code_samples", _EXAMPLES),
    ("stainless openapi", "the API document stays as it is"),
    ("stainless streaming", _STREAMING),
    ("stainless custom_casings", _CASING),
    ("stainless diagnostics", _DIAGNOSTICS),
    ("stainless codeflow", RELEASES),
    ("stainless multipart_settings", "multipart bodies follow the API document"),
    ("stainless custom_code", _CUSTOM),
    ("stainless docs", "about a documentation site"),
    ("stainless webhooks", "webhooks are taken from the API document"),
)

TABLE = Table(_ROWS)
