"""The quilt report in a real browser: filters work, and nothing is complained about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from browser import BROWSER, NAMES, opened
from quilt.sewn import written

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not BROWSER, reason=f"requires one of {', '.join(NAMES)}"),
]
STEPS = """
<script>
addEventListener("load", () => {
  const shown = () => [...document.querySelectorAll("#rows tr")].filter((row) => !row.hidden).length;
  const said = [shown()];
  const type = (id, text) => {
    document.getElementById(id).value = text;
    document.querySelector(".filters").dispatchEvent(new Event("input"));
    said.push(shown(), parseInt(document.getElementById("count").textContent));
  };
  type("rule", "schema-conflict");
  type("search", "no such words");
  document.querySelector('svg g[data-page="2"]').dispatchEvent(new Event("click"));
  said.push(document.getElementById("page").value, document.getElementById("rule").value === "");
  document.querySelector('[data-show="0"]').click();
  said.push(document.getElementById("page").value);
  document.title = JSON.stringify(said);
});
</script>
"""


def test_filters_work_and_the_console_is_silent(tmp_path: Path) -> None:
    html = written(tmp_path)
    count = html.count("data-rule=")
    file = tmp_path / "steps.html"
    file.write_text(html.replace("</body>", f"{STEPS}</body>"), "utf-8")
    dom, console = opened(file.as_uri(), tmp_path / "profile")
    title = re.findall(r"<title>(.*?)</title>", dom)[0]
    assert title == f'[{count},1,1,0,0,"2",true,"0"]'
    assert console == []


def test_a_request_or_an_error_would_be_noticed(tmp_path: Path) -> None:
    html = written(tmp_path)
    file = tmp_path / "wrong.html"
    picture = '<img src="https://quilts.dev/a.png"><script>nothing()</script>'
    file.write_text(html.replace("</body>", f"{picture}</body>"), "utf-8")
    assert len(opened(file.as_uri(), tmp_path / "profile")[1]) == 2
