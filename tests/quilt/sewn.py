"""Three pages: two share a schema, and contradict each other; the third has a hostile text in each place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from specquilt.cli.main import main

HOSTILE = "</title></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'"


def page(
    method: str, path: str, quilt: dict[str, Any], title: str, component: str = "Quilt"
) -> str:
    """Return a page with one operation, whose result is a component."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{component}"}}}
    operation = {
        "operationId": f"{method}Quilt",
        "tags": ["quilts"],
        "responses": {"200": {"description": "A quilt.", "content": content}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "servers": [{"url": "https://api.quilts.dev"}],
        "paths": {path: {method: operation}},
        "components": {"schemas": {component: quilt}},
    }
    return f"# {title}\n\n```json\n{json.dumps(document, indent=1)}\n```\n"


def quilt(**patches: Any) -> dict[str, Any]:
    """Return the schema of a quilt."""
    return {"type": "object", "properties": {"patches": {"type": "integer", **patches}}}


PAGES = {
    "a.md": page("get", "/quilts", quilt(), "Read a quilt"),
    "b.md": page("post", "/quilts", quilt(maximum=9), "Sew a quilt"),
    "c.md": page("get", "/others", {"type": "object", "enum": [{HOSTILE: 1}]}, HOSTILE, "Other"),
}


def written(folder: Path, *options: str) -> str:
    """Write the report of the pages, and return it."""
    pages = folder / "pages"
    pages.mkdir(exist_ok=True)
    for name, text in PAGES.items():
        (pages / name).write_text(text, "utf-8")
    file = folder / "quilt.html"
    assert main(["report", *(options or (str(pages),)), "-o", str(file)]) == 0
    return file.read_text("utf-8")
