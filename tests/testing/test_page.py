"""The example of docs/testing.md."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from api.small import document
from python.proved import write
from python.zoo import answer, tree

PAGE = (Path(__file__).parents[2] / "docs/testing.md").read_text("utf-8")
(PYTHON,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
QUILT = {"required": ["id", "status"], "properties": {"id": {}, "status": {"type": "string"}}}
GET = {
    "x-specquilt-call": "quilts.get",
    "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
    "responses": answer({"$ref": "#/components/schemas/Quilt"})
    | {"429": {"description": "Slowly."}},
}
FIXTURE = """
def test_the_fixture_is_a_new_fake(fake_quilts):
    assert fake_quilts.client().quilts.get("q1").status == "status"
    assert len(fake_quilts.calls) == 1
"""


def test_the_tests_of_the_page_pass(tmp_path: Path) -> None:
    files = tree(document({"/quilts/{id}": {"get": GET}}, {"Quilt": QUILT}))
    renamed = {path: text.replace("zoo_client", "quilts") for path, text in files.items()}
    write({path.replace("zoo_client", "quilts"): renamed[path] for path in renamed}, tmp_path)
    (tmp_path / "test_quilts.py").write_text(PYTHON + FIXTURE, encoding="utf-8")
    plugin = "quilts._runtime.testing.fixture"
    command = [sys.executable, "-m", "pytest", "-q", "-p", plugin, "test_quilts.py"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "3 passed" in result.stdout, result.stdout


def test_the_plugin_is_light() -> None:
    code = "import cohere_embed._runtime.testing.fixture, sys; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2] / "generated/cohere-embed",
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = result.stdout.split()
    assert not {"pytest", "pydantic", "httpx2", "cohere_embed.client"} & set(loaded)
