"""The keys of ``[pull]``: where sources are pulled from.

Nothing heavy is imported here: an up-to-date `generate` reads configurations, too.
"""

from __future__ import annotations

import re
from typing import Any

from specquilt.project.key import Key, as_text, as_texts
from specquilt.project.limits import as_number
from specquilt.project.metadata import Checked, Link
from specquilt.project.recorded import RecordingKeys
from specquilt.project.value_types import ListOf, Number, TableOf, Text

TABLE = "pull"

_HOST = r"([A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?"
_PART = r"[^/\\\u0000]*[^./\\\u0000][^/\\\u0000]*"
_BESIDE = "the lock, specquilt.pull.lock, stands beside specquilt.toml, and its files below it"


class Matching(Checked):
    """A string with a form of its own: one class, as each takes time to define.

    Args:
        form: the regular expression that matches all of it.
        refusal: what follows a string that has another form.
        advice: how to correct it.
    """

    def __init__(self, form: str, refusal: str, advice: str) -> None:
        super().__init__()
        self.form, self.refusal, self.advice = form, refusal, advice

    def reason(self, value: str) -> str:
        return "" if re.fullmatch(self.form, value) else self.refusal

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self.form}$"}


_HOST_NAME = Matching(_HOST, "is not a host", "for example: docs.quilts.dev, or localhost:8000")
_VARIABLE_NAME = Matching(
    "[A-Za-z_][A-Za-z0-9_]*",
    "is not the name of an environment variable",
    "for example: DOCS_TOKEN",
)
_FOLDER_BELOW = Matching(f"{_PART}(/{_PART})*", "is not a folder below this file", _BESIDE)


def _as_hosts(value: Any, _folder: str | None) -> frozenset[str]:
    return frozenset(map(str.lower, value))


def _as_variables(value: Any, _folder: str | None) -> dict[str, str]:
    return {host.lower(): variable for host, variable in value.items()}


_PATTERNS, _HOSTS = ListOf(Text()), ListOf(_HOST_NAME)


class PullKeys(RecordingKeys):
    """Where sources are pulled from, and what that may cost."""

    pull_sources = Key(
        "pull.sources",
        ListOf(Link()),
        as_texts,
        "Addresses of OpenAPI documents, pages, llms-full.txt, and of lists of pages: llms.txt and sitemaps.",
        example=["https://docs.quilts.dev/llms.txt"],
        default=[],
    )
    pull_folder = Key(
        "pull.folder",
        _FOLDER_BELOW,
        as_text,
        "Folder for the files; `[sources] pages` has it, or files in it.",
        example="pages",
        default="pages",
    )
    pull_include = Key(
        "pull.include",
        _PATTERNS,
        as_texts,
        "Patterns of the addresses of listed pages that are pulled, by default all; `*` matches `/`, too.",
        example=["*/api-reference/*"],
        default=[],
    )
    pull_exclude = Key(
        "pull.exclude",
        _PATTERNS,
        as_texts,
        "Patterns of the addresses of listed pages that are not pulled.",
        example=["*/changelog/*"],
        default=[],
    )
    pull_hosts = Key(
        "pull.hosts",
        _HOSTS,
        _as_hosts,
        "Hosts that may be asked besides those of the sources.",
        example=["api.quilts.dev"],
        default=[],
    )
    pull_private_hosts = Key(
        "pull.private-hosts",
        _HOSTS,
        _as_hosts,
        "Hosts in your own network: no others may have private addresses.",
        example=["docs.intranet"],
        default=[],
    )
    pull_delay = Key(
        "pull.delay",
        Number(),
        as_number,
        "Seconds between two requests to one host, at least.",
        example=2,
        default=1,
    )
    pull_timeout = Key(
        "pull.timeout",
        Number(),
        as_number,
        "Seconds that one request may take.",
        example=120,
        default=60,
    )
    pull_max_pages = Key(
        "pull.max-pages",
        Number(),
        as_number,
        "How many pages the sources may have.",
        example=2000,
        default=1000,
    )
    pull_max_megabytes = Key(
        "pull.max-megabytes",
        Number(),
        as_number,
        "How many MiB a run may receive, decompressed.",
        example=400,
        default=200,
    )
    pull_credentials = Key(
        "pull.credentials",
        TableOf(_HOST_NAME, _VARIABLE_NAME),
        _as_variables,
        "Environment variables with credentials, by host. The value is sent as `Authorization`: as a bearer "
        "token, unless it names another scheme.",
        example={"docs.quilts.dev": "QUILTS_DOCS_TOKEN"},
        default={},
    )
