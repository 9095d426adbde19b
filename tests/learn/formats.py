"""One exchange in each format of recordings."""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any

URL = "https://api.quilts.test/v1/quilts/q1"


BODY = json.dumps({"id": "q1", "name": "Stars", "odd": "ü"}, ensure_ascii=False)


PACKED = base64.b64encode(BODY.encode()).decode()


def har(content: dict[str, Any], **more: Any) -> str:
    """Return an archive with one entry."""
    entry = {
        "startedDateTime": "2026-01-01T00:00:00Z",
        "time": 1,
        "request": {"method": "GET", "url": URL, "headers": [], "queryString": []},
        "response": {"status": 200, "headers": [{"name": "X", "value": "y"}], "content": content},
        **more,
    }
    return json.dumps({"log": {"version": "1.2", "pages": [{"id": "p"}], "entries": [entry]}})


def cassette(answer: str) -> str:
    """Return a cassette with one interaction."""
    return f"""\
interactions:
- request:
    body: null
    headers: &same
      accept: ['*/*']
    method: GET
    uri: {URL}
  response:
{answer}
version: 1
"""


def indented(text: str) -> str:
    """Return the lines of an answer where a cassette has them."""
    return "".join(f"    {line}\n" for line in text.splitlines())


FORMATS: dict[str, tuple[str, str]] = {
    "a browser's archive": (
        "a.har",
        har(
            {"size": 9, "mimeType": "application/json; charset=utf-8", "text": BODY},
            _priority="High",
        ),
    ),
    "a proxy's archive": (
        "a.har",
        har(
            {
                "size": 9,
                "compression": 3,
                "mimeType": "application/json",
                "text": PACKED,
                "encoding": "base64",
            },
            connection="1",
            timings={"send": 1},
        ),
    ),
    "an archive with a byte order mark": (
        "a.json",
        "\ufeff" + har({"mimeType": "application/json", "text": BODY}),
    ),
    "vcrpy for requests": (
        "a.yaml",
        cassette(
            indented(
                f"body: {{string: '{BODY}'}}\n"
                "headers: {Content-Type: [application/json]}\nstatus: {code: 200, message: OK}"
            )
        ),
    ),
    "vcrpy for requests, bytes": (
        "a.yaml",
        cassette(
            indented(
                f"body:\n  string: !!binary |\n    {PACKED}\n"
                "headers: {Content-Type: [application/json]}\nstatus: {code: 200, message: OK}"
            )
        ),
    ),
    "vcrpy for httpx": (
        "a.yml",
        cassette(
            indented(
                f"content: '{BODY}'\nhttp_version: HTTP/1.1\nstatus_code: 200\n"
                "headers:\n- name: Content-Type\n  value: application/json"
            )
        ),
    ),
    "old vcrpy, with tags of Python": (
        "a.yaml",
        cassette(
            indented(
                f"body: {{string: !!python/unicode '{BODY}'}}\n"
                "headers: {content-type: [!!python/unicode application/json]}\nstatus: {code: 200}"
            )
        ),
    ),
    "a body that has been parsed": (
        "a.yaml",
        cassette(
            indented(
                "parsed_body: {id: q1, name: Stars, odd: x}\n"
                "headers: {content-type: [application/json]}\nstatus: {code: 200}"
            )
        ),
    ),
    "vcrpy as JSON": (
        "a.json",
        json.dumps(
            {
                "version": 1,
                "interactions": [
                    {
                        "request": {"method": "GET", "uri": URL, "body": None, "headers": {}},
                        "response": {
                            "status": {"code": 200, "message": "OK"},
                            "headers": {"content-type": ["application/json"]},
                            "body": {"string": BODY},
                        },
                    }
                ],
            },
            indent=1,
        ),
    ),
    "VCR of Ruby": (
        "a.json",
        json.dumps(
            {
                "recorded_with": "VCR 6",
                "http_interactions": [
                    {
                        "request": {
                            "method": "get",
                            "uri": URL,
                            "body": {"encoding": "UTF-8", "string": ""},
                        },
                        "response": {
                            "url": URL,
                            "status": {"code": 200},
                            "headers": {"Content-Type": ["application/json"]},
                            "body": {"encoding": "ASCII-8BIT", "base64_string": PACKED},
                        },
                    }
                ],
            }
        ),
    ),
    "exchanges": (
        "a.jsonl",
        json.dumps({"method": "GET", "url": URL, "status": 200, "response_body": json.loads(BODY)}),
    ),
    "exchanges with text": (
        "a.jsonl",
        "\n"
        + json.dumps({"id": 1, "method": "GET", "url": URL, "status": 200, "response_body": BODY}),
    ),
    "exchanges with bytes": (
        "a.ndjson",
        json.dumps(
            {
                "method": "GET",
                "url": URL,
                "status": 200,
                "response_headers": {
                    "Content-Type": "application/json",
                    "Content-Encoding": "gzip",
                },
                "response_body": {
                    "$base64": base64.b64encode(gzip.compress(BODY.encode())).decode()
                },
            }
        ),
    ),
}
