"""The examples of docs/webhooks.md."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from api.small import OK, document, with_body
from python.proved import write
from python.zoo import tree
from specquilt.api.build import build
from specquilt.api.webhooks import HINT, KEYS, SIGNATURES
from specquilt.openapi.load import yaml_loader
from specquilt.python.runtime.webhooks.signature import Signature

PAGE = (Path(__file__).parents[2] / "docs/webhooks.md").read_text("utf-8")
((PYTHON, OVERLAY),) = re.findall(r"```python\n(.*?)```.*```yaml\n(.*?)```", PAGE, re.DOTALL)
FINISHED = {"type": "object", "properties": {"at": {"type": "string"}}}
REFERENCE = {"$ref": "#/components/schemas/QuiltFinished"}
RECEIVED = {"post": {"responses": OK} | with_body("application/json", REFERENCE)}
QUILTS = document(
    {}, {"QuiltFinished": FINISHED}, webhooks={"quilt": RECEIVED, "push-created": RECEIVED}
)


def test_the_function_returns_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {path.replace("zoo_client", "quilts"): text for path, text in tree(QUILTS).items()}
    write(files, tmp_path / "out")
    monkeypatch.syspath_prepend(tmp_path / "out")
    names: dict[str, Any] = {}
    exec(PYTHON, names)
    webhooks = importlib.import_module("quilts.webhooks")
    results = [
        names["receive"](body, webhooks.sign(body, "whsec_c2VjcmV0"), "whsec_c2VjcmV0")
        for body in (b'{"at": "dawn"}', b"[]")
    ]
    for name in [name for name in sys.modules if name.partition(".")[0] == "quilts"]:
        monkeypatch.delitem(sys.modules, name)
    assert results == ["finished at dawn", "something else"]


def test_the_overlay_is_understood() -> None:
    (action,) = yaml_loader.load(OVERLAY)["actions"]
    found = build(QUILTS | action["update"])[0].webhooks
    assert found is not None
    assert found.event == tuple(action["update"][HINT]["event"])
    assert dict(found.signature) == SIGNATURES["github"]


def test_the_table_has_every_key_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (\S+) \|$", PAGE, re.MULTILINE))
    assert rows.keys() == KEYS
    defaults = {key: value or "none" for key, value in Signature._field_defaults.items()}
    assert {key: value.strip("`") for key, value in rows.items()} == {
        "header": "required",
        **defaults,
    }


def test_every_known_signature_is_named() -> None:
    assert all(f"`{name}`" in PAGE for name in SIGNATURES)
