"""Keeps results between runs, one JSON object per line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from specquilt.output.tool import tool_digest
from wild.inputs import Input


class Store:
    """The results in a file. An interrupted run continues where it stopped.

    Args:
        path: the file, which may not exist.
        checks: the slow checks of this run. Results of other checks are not used.
    """

    def __init__(self, path: Path, checks: tuple[str, ...] = ()) -> None:
        self._path, self.checks = path, checks
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        rows = [json.loads(line) for line in lines]
        self._known: dict[str, dict[str, Any]] = {row["key"]: row for row in rows}

    def key(self, given: Input) -> str:
        """Return the key of a result: it changes with the input, the tool and the checks."""
        return "-".join([given.digest(), tool_digest()[:16], *self.checks])

    def get(self, given: Input) -> dict[str, Any] | None:
        """Return the result of an input; None if it is not known."""
        known = self._known.get(self.key(given))
        return {**known, "name": given.name} if known else None

    def put(self, given: Input, result: dict[str, Any]) -> dict[str, Any]:
        """Keep the result of an input, and return its row."""
        row = {"key": self.key(given), "name": given.name, "kind": given.kind, **result}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
        self._known[row["key"]] = row
        return row
