"""What `specquilt init` suggests, and the file that it writes."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from specquilt.openapi.naming import identifier, snake

_SAYS_NOTHING = re.compile(
    r"apis?|openapi|swagger|rest|restful|http|spec|specification|the|public|v?\d+", re.IGNORECASE
)
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+ ")


@dataclass(frozen=True)
class Starter:
    """The answers to all questions.

    Args:
        folder: where the configuration goes.
        sources: what is read.
        title: of the API.
        package: import name of the client.
        output: folder of the distribution.
        sews: whether there is a document to write that is not one of the sources.
        servers: base URLs, for the reader.
    """

    folder: Path
    sources: tuple[Path, ...]
    title: str
    package: str
    output: Path
    sews: bool
    servers: tuple[str, ...] = ()

    def text(self) -> str:
        """Write the configuration, with a comment on everything that can be chosen."""
        sources = "".join(f"    {_quoted(self._from_here(path))},\n" for path in self.sources)
        output = "output" if self.sews else "# output"
        return _TEMPLATE.format(
            about=_about(self.title, self.servers),
            sources=sources,
            output=output,
            title=_quoted(self.title),
            client=_quoted(self._from_here(self.output)),
            package=_quoted(self.package),
        )

    def _from_here(self, path: Path) -> str:
        return os.path.relpath(path, self.folder).replace(os.sep, "/")


def package_name(title: str, servers: Iterable[str]) -> str:
    """Suggest an import name: the words of the title that say something, or the host's domain."""
    told = [] if _HOST.match(title) else re.findall(r"[^\W_]+", title)
    words = [snake(word) for word in told if not _SAYS_NOTHING.fullmatch(word)]
    hosts = filter(None, (urlsplit(server).hostname for server in servers))
    domains = [snake(host.split(".")[-2]) for host in hosts if "." in host]
    return identifier("_".join(words) or next(iter(domains), "client"), "client")


def server_urls(document: dict[str, Any]) -> tuple[str, ...]:
    """Return the URLs of a document's servers."""
    return tuple(str(server.get("url")) for server in document.get("servers") or [])


def _about(title: str, servers: tuple[str, ...]) -> str:
    where = f", at {', '.join(servers)}" if servers else ""
    return " ".join(f"{title}{where}".split())


def _quoted(text: str) -> str:
    """Write a text as TOML: a basic string is one of JSON."""
    return json.dumps(text, ensure_ascii=False)


_TEMPLATE = """\
# {about}.
# What is read, and what comes of it. All paths are relative to this file.

[sources]
# Pages, folders of pages, or OpenAPI documents; their order is the order of the operations.
pages = [
{sources}]
# Sources that only fill gaps; where they disagree with a page, the page's word stands.
# supplements = ["postman-page.txt"]
# What no page proves: OpenAPI Overlay 1.1, each action with its reason.
# overlay = "overlay.yaml"

[document]
# The sewn document, to be reviewed and committed.
{output} = "openapi.yaml"
title = {title}

[client]
output = {client}
package = {package}
version = "0.1.0"

# Only some operations, with the components that they need; without this, all of them.
# A pattern is "tag:NAME", "/path/**", "GET /path", an operationId or a call ("jobs.create").
# [select]
# include = ["tag:jobs"]
# exclude = ["DELETE /**"]

# [rules]
# Guesses that somebody has looked at and found to be right: they are no news any more.
# accept = ["body-not-required"]
# Rules that must not change anything.
# refuse = []

# [lint]
# Least severity that makes `specquilt lint` fail: error, warning or info.
# fail-on = "error"
"""
