"""The suggestions of `specquilt init`, and the file that it writes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from specquilt import REPOSITORY
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.words import snake
from specquilt.project import names, toml

SCHEMA = f"{REPOSITORY}/raw/main/docs/specquilt.schema.json"
"""Of `specquilt.toml`: editors that read TOML with Taplo check and complete keys with it."""

_SAYS_NOTHING = re.compile(
    r"apis?|openapi|swagger|rest|restful|http|spec|specification|the|public|v?\d+", re.IGNORECASE
)
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+ ")


@dataclass(frozen=True)
class Starter:
    """The answers to all questions of `specquilt init`.

    Args:
        folder: where the configuration goes.
        sources: what is read.
        title: of the API; empty for that of the document.
        package: import name of the client.
        output: folder of the distribution.
        sews: whether the document is made of several sources or of pages, and therefore written.
        servers: base URLs, for the reader.
        more: other values, by ``table.key``.
    """

    folder: Path
    sources: tuple[Path, ...]
    title: str
    package: str
    output: Path
    sews: bool
    servers: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """Write the configuration: these answers, and every other key commented out."""
        document = {"document.output": "openapi.yaml"} if self.sews else {}
        values = {
            "sources.pages": [self._from_here(path) for path in self.sources],
            **document,
            **({"document.title": self.title} if self.title else {}),
            "client.output": self._from_here(self.output),
            "client.package": self.package,
            "client.version": "0.1.0",
            **self.more,
        }
        about = f"# {_about(self.title or self.package, self.servers)}."
        return f"#:schema {SCHEMA}\n{about}\n\n{toml.starter(values)}"

    def _from_here(self, path: Path) -> str:
        return os.path.relpath(path, self.folder).replace(os.sep, "/")


def package_name(title: str, servers: Iterable[str]) -> str:
    """Suggest an import name: the distinctive words of the title, or the domain of the host."""
    parts = [] if _HOST.match(title) else re.findall(r"[^\W_]+", title)
    words = [snake(word) for word in parts if not _SAYS_NOTHING.fullmatch(word)]
    hosts = filter(None, (urlsplit(server).hostname for server in servers))
    domains = [snake(host.split(".")[-2]) for host in hosts if "." in host]
    return names.package("_".join(words) or next(iter(domains), "client"))


def title_of(document: dict[str, Any], sews: bool) -> str:
    """Return the title of a document, or a name for pages: their titles are of single endpoints."""
    host = next((urlsplit(url).hostname for url in server_urls(document)), None)
    if sews and host:
        return f"{host} API"
    info = document.get("info")
    return str((info.get("title") if isinstance(info, dict) else None) or "API")


def server_urls(document: dict[str, Any]) -> tuple[str, ...]:
    """Return the URLs of a document's servers."""
    servers = document.get("servers")
    found = servers if isinstance(servers, list) else []
    return tuple(str(server.get("url")) for server in found if isinstance(server, dict))


def _about(title: str, servers: tuple[str, ...]) -> str:
    where = f", at {', '.join(servers)}" if servers else ""
    return "".join(filter(str.isprintable, " ".join(f"{title}{where}".split())))
