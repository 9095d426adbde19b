"""The Python examples of docs/paging.md and docs/recordings.md run."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.small import document
from python.zoo import answer, query
from wire.generated import imported

DOCS = Path(__file__).parents[2] / "docs"
TEXT = {"type": "string"}
JOBS = {
    "x-specquilt-call": "jobs.list",
    "parameters": query(cursor=TEXT, limit={"type": "integer"}),
    "responses": answer(
        {
            "required": ["data"],
            "properties": {
                "data": {"type": "array", "items": {"$ref": "#/components/schemas/Job"}},
                "included": {"type": "array", "items": TEXT},
                "next_cursor": TEXT,
            },
        }
    ),
}
JOB = {"required": ["id"], "properties": {"id": TEXT}}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return the package of an API of jobs."""
    spec = document({"/jobs": {"get": JOBS}}, {"Job": JOB}, servers=[{"url": "https://a.test"}])
    with imported(spec, tmp_path_factory.mktemp("jobs")) as package:
        yield package


def _python(page: str) -> str:
    (found,) = re.findall(r"```python\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    return str(found).replace("quilts.recordings", "zoo_client.recordings")


def test_lists_are_read_as_the_page_about_paging_does(
    package: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    fake = importlib.import_module(f"{package.__name__}.testing").Fake()
    fake.jobs.list.pages([{"id": "1"}], [{"id": "2"}])
    exec(_python("paging.md"), {"client": fake.client()})
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert len(fake.calls) == 4


def test_exchanges_are_recorded_and_replayed_as_the_page_about_recordings_does(
    package: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "recordings").mkdir()
    row = {
        "method": "GET",
        "url": "https://a.test/jobs",
        "status": 200,
        "response_body": {"data": []},
    }
    row["response_headers"] = {"content-type": "application/json"}
    (tmp_path / "recordings/quilts.jsonl").write_text(json.dumps(row), "utf-8")
    names: dict[str, Any] = {"Client": package.Client}
    exec(_python("recordings.md"), names)
    assert names["client"].jobs.list().data == []
