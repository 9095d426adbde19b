"""The keys about recordings.

Nothing heavy is imported here: an up-to-date `generate` reads configurations, too.
"""

from __future__ import annotations

from specquilt.project.key import Key, as_flag, as_paths
from specquilt.project.limits import LimitSettings
from specquilt.project.names import FilePath
from specquilt.project.value_types import Flag, ListOf


class RecordingKeys(LimitSettings):
    """Recorded exchanges, and what they are for."""

    recordings = Key(
        "recordings.paths",
        ListOf(FilePath()),
        as_paths,
        "Recorded exchanges, or folders of them: HTTP archives (HAR), VCR cassettes, JSON lines. `specquilt lint` "
        "reports where the document differs from them; `specquilt learn` without a path reads them, too.",
        example=["recordings"],
        default=[],
    )
    tests = Key(
        "client.tests",
        Flag(),
        as_flag,
        "Whether the distribution gets tests that replay `[recordings] paths` through the client: "
        "tests/test_recordings.py, and copies without secrets.",
        example=True,
        default=False,
    )
