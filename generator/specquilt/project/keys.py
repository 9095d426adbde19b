"""The keys of `specquilt.toml`: all that is known about them, in one table.

The parser and its messages, the file that `specquilt init` writes, docs/configuration.md and
docs/specquilt.schema.json are made from it. A new key is added here and used where it is needed:
an attribute of `Settings` is one of `Job`, too.
"""

from __future__ import annotations

from collections.abc import Iterable

from specquilt.project.key import (
    Key,
    as_flag,
    as_path,
    as_paths,
    as_set,
    as_severities,
    as_severity,
    as_table,
    as_text,
    as_texts,
)
from specquilt.project.names import (
    CallName,
    DistributionName,
    ExtensionName,
    FilePath,
    PackageName,
    Version,
    VersionRange,
)
from specquilt.project.published import PublishedSettings
from specquilt.project.read import CLIENT_OUTPUT
from specquilt.project.value_types import Flag, ListOf, TableOf, Text, Word

TABLES = {
    "": "For the whole project: above all tables.",
    "sources": "What is read. All paths in this file are relative to it.",
    "select": "Which operations are wanted, with the components that they need; by default all. "
    'A pattern is "tag:NAME", "/path/**", "GET /path", an operationId, a call ("jobs.create") or an extension ("x-internal").',
    "document": "The OpenAPI document that is made of the sources.",
    "client": "The Python package that is generated.",
    "client.project": "What the distribution says about itself: goes into `[project]` of its pyproject.toml.",
    "pull": "Where `specquilt pull` gets sources from.",
    "recordings": "Recorded exchanges, which the document is compared with: docs/recordings.md.",
    "rules": "Which repairs are made. `specquilt rules` lists the rules.",
    "lint": "What `specquilt lint` reports, and when it fails.",
    "limits": "How much a document may have of anything, after the selection: several times as much as the "
    "largest public documents. More takes more time.",
}


def _severities() -> Iterable[str]:
    from specquilt.openapi.finding import Severity

    return map(str, Severity)


def _rule_ids() -> Iterable[str]:
    from specquilt.rules.engine.ids import ids

    return ids()


def _finding_ids() -> Iterable[str]:
    from specquilt.rules.engine.ids import all_ids

    return all_ids()


_TEXT, _TEXTS = Text(), ListOf(Text())
_PATH, _PATHS = FilePath(), ListOf(FilePath())
_SEVERITY = Word("severity", _severities)
_RULE, _RULE_OR_CHANGE = (
    Word("rule", each, advice="see `specquilt rules`") for each in (_rule_ids, _finding_ids)
)


class Settings(PublishedSettings):
    """What a configuration says; a key that it leaves out has its default."""

    required_version = Key(
        "required-version",
        VersionRange(),
        as_text,
        "The versions of specquilt that may read this file, so that everybody in a team generates the same.",
        example=">=0.1",
    )
    pages = Key(
        "sources.pages",
        ListOf(FilePath(), least=1),
        as_paths,
        "Pages, folders of pages, or OpenAPI documents; operations keep their order.",
        example=["pages"],
        required=True,
    )
    supplements = Key(
        "sources.supplements",
        _PATHS,
        as_paths,
        "Sources that only fill gaps; where they contradict a page, the page is right.",
        example=["postman-page.txt"],
        default=[],
    )
    left_out = Key(
        "sources.exclude",
        _TEXTS,
        as_texts,
        "Files in folders that are not read: patterns of paths below the folder; `*` matches `/`, too.",
        example=["guides/*"],
        default=[],
    )
    overlay = Key(
        "sources.overlay",
        _PATH,
        as_path,
        "Corrections by hand: OpenAPI Overlay 1.1, each action with its reason.",
        example="overlay.yaml",
    )
    references = Key(
        "sources.allow-references",
        _PATHS,
        as_paths,
        "Folders with files that a document may refer to ($ref).",
        example=["schemas"],
        default=[],
    )
    include = Key(
        "select.include",
        _TEXTS,
        as_texts,
        "Patterns of the operations that are wanted.",
        example=["tag:jobs"],
        default=[],
    )
    exclude = Key(
        "select.exclude",
        _TEXTS,
        as_texts,
        "Patterns of operations to leave out.",
        example=["DELETE /**"],
        default=[],
    )
    document_output = Key(
        "document.output",
        _PATH,
        as_path,
        "File of the document, to be reviewed and committed. By default it is not written.",
        example="openapi.yaml",
    )
    title = Key(
        "document.title",
        _TEXT,
        as_text,
        "Title of the API, instead of that of the sources.",
        example="Quilt API",
    )
    document_version = Key(
        "document.version",
        _TEXT,
        as_text,
        "Version of the API, instead of that of the sources.",
        example="2026-01-01",
    )
    description = Key(
        "document.description",
        _TEXT,
        as_text,
        "Description of the API, instead of that of the sources.",
        example="Quilts, and the patches that they are made of.",
    )
    client_output = Key(
        CLIENT_OUTPUT,
        _PATH,
        as_path,
        "Folder of the client, a Python distribution. By default it is not generated.",
        example="../../generated/quilt-client",
    )
    distribution_name = Key(
        "client.distribution",
        DistributionName(),
        as_text,
        "Name of the distribution, as for `pip install`. By default the name of its folder.",
        example="quilt-client",
    )
    package_name = Key(
        "client.package",
        PackageName(),
        as_text,
        "Name of the package, as for `import`. By default it follows from the distribution.",
        example="quilt_client",
    )
    client_version = Key(
        "client.version",
        Version(),
        as_text,
        "Version of the distribution.",
        example="1.0.0",
        default="0.1.0",
    )
    license_file = Key(
        "client.license-file",
        _PATH,
        as_path,
        "File with the text of the license, which the distribution gets as LICENSE.",
        example="LICENSE",
    )
    models = Key(
        "client.models",
        Word("choice of models", lambda: ("used", "all")),
        as_text,
        'Which schemas become models: "used" by operations, webhooks and callbacks, or "all".',
        example="all",
        default="used",
    )
    keep = Key(
        "client.keep",
        _TEXTS,
        as_texts,
        "Files in the folder of the client that are yours: written only where there are none, never removed. "
        "Patterns of paths below it; `*` matches `/`, too.",
        example=["pyproject.toml"],
        default=[],
    )
    names = Key(
        "client.names",
        TableOf(_TEXT, CallName()),
        as_table,
        'Names of your own: the calls of operations ("GET /path" or an operationId), "schemas.NAME", and arguments '
        '("parameters.NAME" for all operations, or after one of them).',
        example={"GET /jobs": "jobs.list", "schemas.JobOut": "Job", "parameters.X-Id": "id"},
        default={},
    )
    aliases = Key(
        "client.aliases",
        TableOf(_TEXT, CallName()),
        as_table,
        "Names that calls and classes have, too: old names that are deprecated, but still work.",
        example={"jobs.fetch": "jobs.get", "schemas.JobOut": "Job"},
        default={},
    )
    extend = Key(
        "client.extend",
        TableOf(Text(), ExtensionName()),
        as_table,
        "Classes of your own, which generated classes inherit from: by the name of the generated class, the "
        "module below the package and the class.",
        example={"Client": "more:ClientMore", "AsyncClient": "more:AsyncClientMore"},
        default={},
    )
    accept = Key(
        "rules.accept",
        ListOf(_RULE),
        as_set,
        "Rules whose guesses have been reviewed; their warnings count as info.",
        example=["body-not-required"],
        default=[],
    )
    refuse = Key(
        "rules.refuse",
        ListOf(_RULE),
        as_set,
        "Rules that must not change anything.",
        example=["nested-tags"],
        default=[],
    )
    strict = Key(
        "rules.strict",
        Flag(),
        as_flag,
        "Whether documents that break the standard are refused, instead of being repaired.",
        example=True,
        default=False,
    )
    fail_on = Key(
        "lint.fail-on",
        _SEVERITY,
        as_severity,
        "The lowest severity that makes `specquilt lint` fail: error, warning or info.",
        example="warning",
        default="error",
    )
    baseline = Key(
        "lint.baseline",
        _PATH,
        as_path,
        "File with known findings, which are not reported.",
        example="known.json",
    )
    severity = Key(
        "lint.severity",
        TableOf(_RULE_OR_CHANGE, _SEVERITY),
        as_severities,
        "Severities of findings by rule: error, warning, info or off.",
        example={"empty-content": "off"},
        default={},
    )
