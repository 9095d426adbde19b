"""Metadata hook of hatchling: the long description is the README, with links that work on PyPI."""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(!?)(\[[^\]]*\]\()(?![a-z]+:|#)([^)\s]+)\)")


def absolute(text: str, repository: str, tag: str) -> str:
    """Return Markdown whose relative links lead to files of a repository.

    Args:
        text: Markdown with links relative to the root of the repository.
        repository: address of the repository on GitHub.
        tag: which version of the files.
    """
    raw = repository.replace("//github.com/", "//raw.githubusercontent.com/")

    def link(match: re.Match[str]) -> str:
        image, words, path = match.groups()
        base = f"{raw}/{tag}" if image else f"{repository}/blob/{tag}"
        return f"{image}{words}{base}/{path})"

    return _LINK.sub(link, text)


class ReadmeHook(MetadataHookInterface):
    """Reads README.md."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the long description.

        Args:
            metadata: the table ``[project]``, which is changed.
        """
        text = Path(self.root, "README.md").read_text("utf-8")
        tag = f"v{metadata['version']}"
        whole = absolute(text, metadata["urls"]["Repository"], tag)
        metadata["readme"] = {"content-type": "text/markdown", "text": whole}
