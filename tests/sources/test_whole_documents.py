"""A file is read as a whole if it is a document, whichever key comes first."""

from __future__ import annotations

import pytest

from specquilt.sources.openapi import looks_like_one

PATHS = "paths:\n  /notes:\n    get: {}\n"
SWAGGER_KEYS = (
    *("host", "basePath", "schemes", "consumes", "produces", "definitions", "parameters"),
    *("responses", "securityDefinitions"),
)


@pytest.mark.parametrize("key", SWAGGER_KEYS)
def test_keys_of_swagger_may_come_first(key: str) -> None:
    assert looks_like_one(f'{key}: x\n  y\nswagger: "2.0"\n')


@pytest.mark.parametrize(
    "text",
    [
        f"$schema: x\nopenapi: 3.1.0\n{PATHS}",
        f"info:\n  title: Notes\n{PATHS}",
        f'"x": y\n# a note\n- a\n\nopenapi: 3.0.0\n{PATHS}',
        f"OpenAPI: 3.1.0\n{PATHS}",
        "info:\n  title: Notes\npaths: # all\n  '/notes':\n    get: {}\n",
        f"---\n# Notes\nanything:\n  here: 1\n{PATHS}",
    ],
)
def test_other_keys_may_come_first(text: str) -> None:
    assert looks_like_one(text)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Notes\nopenapi: get /notes\n---\n",
        "title: Notes\nopenapi: get /notes\n",
        f"---\ntitle: Notes\n---\n# Notes\n\nopenapi: 3.1.0\n{PATHS}",
        f"title: Notes\n\nThis is about notes.\n\nopenapi: 3.1.0\n{PATHS}",
        "name: build\non:\n  push:\n    paths:\n      - '/docs'\n",
        "paths:\n  - docs/**\n",
        "paths:\n  src: /src\n",
        "info: all\ncomponents: many\n",
    ],
)
def test_pages_and_other_files_are_no_documents(text: str) -> None:
    assert not looks_like_one(text)
