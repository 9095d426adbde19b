"""The description on PyPI is the README; its links lead to the files of the release."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from release.modules import module_at
from specquilt import REPOSITORY

ROOT = Path(__file__).parents[2]
RAW = "https://raw.githubusercontent.com/specquilt/specquilt/v1"


HOOK = module_at("generator/metadata_hook.py")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[a](docs/a.md)", f"[a]({REPOSITORY}/blob/v1/docs/a.md)"),
        ("[a](docs/a.md#part)", f"[a]({REPOSITORY}/blob/v1/docs/a.md#part)"),
        ("![a: b](a.svg)", f"![a: b]({RAW}/a.svg)"),
        ("[a](https://quilts.dev/a.md)", "[a](https://quilts.dev/a.md)"),
        ("[a](mailto:a@quilts.dev)", "[a](mailto:a@quilts.dev)"),
        ("[a](#part)", "[a](#part)"),
        ("`a[0](b)` [c](d), [e](f)", None),
    ],
)
def test_relative_links_are_made_absolute(written: str, shown: str | None) -> None:
    result = HOOK.absolute(written, REPOSITORY, "v1")
    base = f"{REPOSITORY}/blob/v1"
    assert result == (shown or f"`a[0]({base}/b)` [c]({base}/d), [e]({base}/f)")


def test_every_link_of_the_readme_leads_to_a_file_and_none_stays_relative() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert len(targets) > 20
    assert [target for target in targets if not (ROOT / target).exists()] == []
    metadata = {"version": "1", "urls": {"Repository": REPOSITORY}}
    HOOK.ReadmeHook(str(ROOT), {}).update(metadata)
    readme: Any = metadata["readme"]
    assert readme["content-type"] == "text/markdown"
    assert re.findall(r"\]\((?!https?:|#)([^)]+)", readme["text"]) == []
    assert f"{RAW}/docs/images/generate.svg" in readme["text"]
