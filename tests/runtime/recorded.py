"""What tests of recordings call, and what has been recorded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .conftest import settled

JOB = {"job_id": "j1", "status": "processing"}


def rows(folder: Path) -> list[Any]:
    """Return the recorded exchanges."""
    text = (folder / "folder" / "exchanges.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


async def get(client: Any) -> Any:
    """Get a job."""
    return (await settled(client.jobs.get("j1"))).job_id


async def create(client: Any) -> Any:
    """Create a job."""
    return (await settled(client.jobs.create(name="n", model="m"))).job_id


async def items(stream: Any) -> Any:
    """Yield the items of a stream, which is sync or async."""
    if hasattr(stream, "__aiter__"):
        async for each in stream:
            yield each
    else:
        for each in stream:
            yield each
