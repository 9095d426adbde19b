"""The keys of a Speakeasy configuration: gen.yaml and workflow.yaml.

Source: https://www.speakeasy.com/docs/speakeasy-reference/generation/gen-yaml and …/workflow-file
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import mapping
from specquilt.project.migrate.plan import SOURCES, Plan, setting
from specquilt.project.migrate.reasons import (
    BY_ITSELF,
    CHANGES,
    CLASSES,
    OTHER_CODE,
    OTHER_LANGUAGE,
    OTHER_RUN,
    OTHER_VERSION,
    PROJECT,
    RELEASES,
    SAMPLES,
    SECURITY,
    TESTS,
)
from specquilt.project.migrate.table import Rows, Table

_OTHER_SOURCE = "a source of another client"
_LANGUAGES = (
    "typescript", "go", "java", "csharp", "php", "ruby", "swift", "terraform", "unity", "postman",
    "mcp-typescript", "docs", "kotlin", "rust", "cli",
)  # fmt: skip


def _location(plan: Plan, at: Pointer, value: Any) -> None:
    if at[2] != _source(plan):
        plan.report(_OTHER_SOURCE, at)
    elif isinstance(value, str):
        plan.source(value, _root(plan), at)


def _overlay(plan: Plan, at: Pointer, value: Any) -> None:
    if at[2] != _source(plan):
        plan.report(_OTHER_SOURCE, at)
        return
    plan.change("overlay", value, _root(plan), at)


def _root(plan: Plan) -> Path:
    """Return the folder that paths of workflow.yaml start from."""
    folder = plan.files["workflow"].parent
    return folder.parent if folder.name == ".speakeasy" else folder


def _target(plan: Plan) -> str:
    """Return the target that writes a Python client; empty if there is none."""
    targets = mapping(mapping(plan.data.get("workflow")).get("targets"))
    return next(
        (name for name, each in targets.items() if mapping(each).get("target") == "python"), ""
    )


def _source(plan: Plan) -> str:
    """Return the source of the Python client, or the first one."""
    workflow = mapping(plan.data.get("workflow"))
    target = mapping(mapping(workflow.get("targets")).get(_target(plan)))
    return str(target.get("source") or next(iter(mapping(workflow.get("sources"))), ""))


def _targets(plan: Plan, at: Pointer, _value: Any) -> None:
    if at[2] != _target(plan):
        plan.report(OTHER_LANGUAGE if _target(plan) else "not a target for Python", at)


def _chosen(plan: Plan, at: Pointer, _value: Any) -> None:
    plan.use(SOURCES, at)


def _authors(plan: Plan, at: Pointer, value: Any) -> None:
    if isinstance(value, list) and value and all(isinstance(each, str) and each for each in value):
        plan.step("setting", "client.project.authors", [{"name": each} for each in value], at)


def _version(plan: Plan, at: Pointer, value: Any) -> None:
    if isinstance(value, str | int | float):
        plan.step("setting", "client.version", str(value), at)


def _prefix(plan: Plan, at: Pointer, value: Any) -> None:
    if isinstance(value, str) and value:
        plan.step("variables", "", value, at)


def _base_url(plan: Plan, at: Pointer, value: Any) -> None:
    if isinstance(value, str) and "://" in value:
        plan.step("servers", "", [{"url": value}], at)


_SOURCES, _TARGETS = "workflow sources *", "workflow targets *"

_ROWS: Rows = (
    ("workflow workflowVersion", "the version of another tool's file"),
    ("workflow speakeasyVersion", OTHER_VERSION),
    (f"{_SOURCES} inputs * location", _location),
    (f"{_SOURCES} inputs", "specquilt reads files only"),
    (f"{_SOURCES} overlays * location", _overlay),
    (f"{_SOURCES} overlays", CHANGES),
    (f"{_SOURCES} output", "`document.output` names the file of the document"),
    (f"{_SOURCES} registry", "specquilt has no registry"),
    (f"{_SOURCES} ruleset", "`[lint]` is for the rules of specquilt"),
    (f"{_SOURCES} transformations", CHANGES),
    (_TARGETS, _targets),
    (f"{_TARGETS} target", _chosen),
    (f"{_TARGETS} source", _chosen),
    (f"{_TARGETS} output", "`client.output` names the folder of the client"),
    (f"{_TARGETS} publish", RELEASES),
    (f"{_TARGETS} codeSamples", SAMPLES),
    (f"{_TARGETS} testing", TESTS),
    (f"{_TARGETS} deployment", RELEASES),
    ("gen configVersion", "the version of another tool's file"),
    ("gen management", OTHER_RUN),
    ("gen features", OTHER_RUN),
    ("gen generation baseServerURL", _base_url),
    ("gen generation baseServerUrl", _base_url),
    ("gen generation sdkClassName", CLASSES),
    ("gen generation tests", TESTS),
    ("gen generation usageSnippets", SAMPLES),
    ("gen generation devContainers", "about a development container"),
    ("gen generation auth", SECURITY),
    ("gen generation retries", "an argument of the client: Client(max_retries=…)"),
    ("gen generation", BY_ITSELF),
    ("gen python version", _version),
    ("gen python packageName", setting("client.distribution")),
    ("gen python moduleName", setting("client.package")),
    ("gen python envVarPrefix", _prefix),
    ("gen python description", setting("client.project.description")),
    ("gen python license", setting("client.project.license")),
    ("gen python authors", _authors),
    *(
        (f"gen python {name}", PROJECT)
        for name in (
            "author",
            "projectUrls",
            "homepage",
            "documentationUrl",
            "additionalDependencies",
            "optionalDependencies",
            "packageManager",
        )
    ),
    ("gen python published", RELEASES),
    ("gen python *", OTHER_CODE),
    *((f"gen {name}", OTHER_LANGUAGE) for name in _LANGUAGES),
)

TABLE = Table(_ROWS)
