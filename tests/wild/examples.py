"""Decodes the examples of a document with the types of its client."""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import httpx2

from documents.arguments import arguments, bound, methods
from documents.values import Values
from specquilt.openapi.pointer import parse, resolve
from specquilt.openapi.references import follow
from specquilt.openapi.values import listing, mapping
from specquilt.project.run import Output
from specquilt.python.surface.types import Method
from wild.reasons import reason

_MOST = 2000
"""Examples per document."""
_TOKEN = {"access_token": "key", "token_type": "bearer", "expires_in": 3600}


def decoded(made: Output, document: dict[str, Any], folder: Path, package: str) -> dict[str, Any]:
    """Answer the calls of a client with the documented examples, and count the results.

    Answers that are refused are decoded again with the option `lenient`.
    """
    sys.path.insert(0, str(folder))
    module = importlib.import_module(package)
    counts, causes = Counter[str](), Counter[str]()
    places: dict[str, str] = {}
    for method, media_type, status, value in islice(_examples(made, document), _MOST):
        answer = media_type, status, value
        outcome, cause, path = _call(made, document, module, method, answer)
        counts[outcome] += 1
        if outcome == "refused":
            again, *_ = _call(made, document, module, method, answer, lenient=True)
            counts[f"lenient: {again}"] += 1
        if cause:
            causes[cause] += 1
            places.setdefault(cause, f"{method.verb} {method.path}: {path}")
    return {"counts": dict(counts), "causes": dict(causes.most_common(20)), "places": places}


def _examples(made: Output, document: dict[str, Any]) -> Iterator[tuple[Method, str, int, Any]]:
    for method in methods(made.surface):
        if method.response.kind != "json":
            continue
        operation = mapping(resolve(document, parse(method.origin)))
        for status, response in mapping(operation.get("responses")).items():
            content = mapping(mapping(follow(document, response)).get("content"))
            for media_type, media in content.items():
                if str(status).startswith("2") and "json" in media_type:
                    code = int(status) if str(status).isdigit() else 200
                    for value in _values(document, mapping(media)):
                        yield method, media_type, code, value


def _values(document: dict[str, Any], media: dict[str, Any]) -> Iterator[Any]:
    """Return the examples of a body: those of the media type, else those of its schema."""
    examples = [mapping(follow(document, each)) for each in mapping(media.get("examples")).values()]
    found = [media["example"]] if "example" in media else []
    found += [example["value"] for example in examples if "value" in example]
    schema = mapping(follow(document, media.get("schema")))
    own = [schema["example"]] if "example" in schema else listing(schema.get("examples"))
    yield from map(_parsed, found or own)


def _parsed(value: Any) -> Any:
    """Return a value. Many documents give an object or a list as JSON text."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        with suppress(ValueError):
            return json.loads(value)
    return value


def _call(
    made: Output,
    document: dict[str, Any],
    module: Any,
    method: Method,
    answer: tuple[str, int, Any],
    *,
    lenient: bool = False,
) -> tuple[str, str, str]:
    """Return the result of a call, the cause if it failed, and its path in the body."""
    media_type, status, value = answer

    def handle(request: httpx2.Request) -> httpx2.Response:
        if b"grant_type=" in request.content:
            return httpx2.Response(200, json=_TOKEN)
        return httpx2.Response(status, text=json.dumps(value), headers={"content-type": media_type})

    surface = made.surface
    names = [name for each in surface.credentials for name in each.arguments]
    given = dict.fromkeys([*names, *(h.name for h in surface.headers if h.required)], "key")
    with httpx2.Client(transport=httpx2.MockTransport(handle)) as http:
        client = module.Client(
            base_url="https://x.test", http_client=http, max_retries=0, lenient=lenient, **given
        )
        try:
            values = arguments(document, method, Values(document, 0, 0.0))
            bound(method, client)(**values)
        except module.errors.DecodingError as error:
            return "refused", *_cause(error)
        except Exception as error:
            return "not called", f"not called: {reason(f'{type(error).__name__}: {error}')}", ""
    return "decoded", "", ""


def _cause(error: Any) -> tuple[str, str]:
    """Return the first problem, and its path in the body."""
    if not error.errors:
        return reason(str(error)), ""
    problem = error.errors[0]
    found = type(problem["input"]).__name__
    cause = f"{problem['type']}, found {found}: {reason(problem['msg'])}"
    return cause, ".".join(map(str, problem["loc"]))[:120]
