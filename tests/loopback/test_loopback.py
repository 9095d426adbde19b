"""The loopback server sends the documented responses and records all requests."""

from __future__ import annotations

import json
import re
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from loopback import CohereAPI, LoopbackServer, Part
from loopback.api import OPERATIONS
from samples.page import documented_endpoints

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = Path(__file__).parents[2] / "specs/cohere/pages"
AUTHORIZED = {"authorization": "Bearer key"}


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer(CohereAPI()) as running:
        yield running


def send(server: LoopbackServer, method: str, target: str, **options: Any) -> tuple[int, bytes]:
    connection = HTTPConnection(urlsplit(server.url).netloc)
    connection.request(method, target, **{"headers": AUTHORIZED, **options})
    response = connection.getresponse()
    answer = response.status, response.read()
    connection.close()
    return answer


def ask(server: LoopbackServer, method: str, target: str, **options: Any) -> Any:
    _, body = send(server, method, target, **options)
    return json.loads(body)


def test_server_implements_exactly_the_documented_operations() -> None:
    assert sorted(OPERATIONS) == sorted(documented_endpoints())


def test_list_of_embed_jobs_equals_the_example_of_the_page(server: LoopbackServer) -> None:
    page = (PAGES / "list-embed-jobs.txt").read_text("utf-8")
    numbered = re.findall(r"^\d+( .*|[{}])$", page, re.M)
    assert ask(server, "GET", "/v1/embed-jobs") == json.loads("\n".join(numbered))


def test_a_job_is_processing_and_then_complete(server: LoopbackServer) -> None:
    statuses = [ask(server, "GET", "/v1/embed-jobs/a")["status"] for _ in range(3)]
    assert statuses == ["processing", "complete", "complete"]


def test_a_cancelled_job_stays_cancelled(server: LoopbackServer) -> None:
    assert send(server, "POST", "/v1/embed-jobs/a/cancel") == (200, b"")
    assert ask(server, "GET", "/v1/embed-jobs/a")["status"] == "cancelled"


def test_a_dataset_is_queued_and_then_validated(server: LoopbackServer) -> None:
    answers = [ask(server, "GET", "/v1/datasets/a")["dataset"] for _ in range(2)]
    assert [answer["validation_status"] for answer in answers] == ["queued", "validated"]


def test_a_listed_dataset_is_found_by_its_id(server: LoopbackServer) -> None:
    listed = ask(server, "GET", "/v1/datasets")["datasets"][1:]
    found = [ask(server, "GET", f"/v1/datasets/{item['id']}")["dataset"] for item in listed]
    assert found == listed


def test_datasets_are_listed_by_limit_and_offset(server: LoopbackServer) -> None:
    listed = ask(server, "GET", "/v1/datasets")["datasets"]
    page = ask(server, "GET", "/v1/datasets?limit=2&offset=1")["datasets"]
    assert page == listed[1:3]


def test_response_has_embeddings_for_every_input_and_type(server: LoopbackServer) -> None:
    request = {
        "model": "embed-v4.0",
        "input_type": "classification",
        "texts": ["a", "b"],
        "embedding_types": ["float", "int8", "base64"],
        "output_dimension": 3,
    }
    answer = ask(server, "POST", "/v2/embed", body=json.dumps(request))
    assert {kind: len(rows) for kind, rows in answer["embeddings"].items()} == {
        "float": 2,
        "int8": 2,
        "base64": 2,
    }
    assert [len(row) for row in answer["embeddings"]["float"]] == [3, 3]


@pytest.mark.parametrize(
    ("method", "target", "options", "status"),
    [
        ("GET", "/v1/embed-jobs", {"headers": {}}, 401),
        ("GET", "/v1/embed-jobs/", {}, 404),
        ("DELETE", "/v1/embed-jobs", {}, 404),
        ("POST", "/v2/embed", {"body": '{"model": "m"}'}, 400),
        ("POST", "/v1/datasets?name=a", {"body": ""}, 400),
    ],
)
def test_invalid_request_is_refused(
    server: LoopbackServer, method: str, target: str, options: dict[str, Any], status: int
) -> None:
    answered, body = send(server, method, target, **options)
    assert answered == status
    assert "message" in json.loads(body)


def test_a_request_is_recorded_as_sent(server: LoopbackServer) -> None:
    send(server, "POST", "/v1/embed-jobs/a%2Fb/cancel?x=1&x=%C3%BC&y=", body=b"\x00\xff")
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/v1/embed-jobs/a%2Fb/cancel")
    assert request.query == [("x", "1"), ("x", "ü"), ("y", "")]
    assert request.header("Authorization") == "Bearer key"
    assert request.content_type is None
    assert request.body == b"\x00\xff"


def test_chunked_body_is_recorded_completely(server: LoopbackServer) -> None:
    send(server, "POST", "/v1/embed-jobs/a/cancel", body=iter([b"ab", b"c"]))
    assert server.requests[0].body == b"abc"


def test_server_without_recording_still_reads_complete_bodies() -> None:
    request = b'{"model": "m", "input_type": "i", "texts": []}' + b" " * (3 << 20)
    with LoopbackServer(CohereAPI(), record=False) as server:
        status, _ = send(server, "POST", "/v2/embed", body=request)
    assert (status, server.requests) == (200, [])


def test_a_multipart_body_is_split_into_its_parts(server: LoopbackServer) -> None:
    body = (
        b'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\na --x inside\r\n'
        b'--x\r\nContent-Disposition: form-data; name="data"; filename="\xc5\xbe.bin"\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n\r\n\x00\r\n\r\n--x--\r\n"
    )
    headers = {**AUTHORIZED, "content-type": "multipart/form-data; boundary=x"}
    send(server, "POST", "/v1/datasets?name=a&type=b", body=body, headers=headers)
    assert server.requests[0].parts == [
        Part("note", None, None, b"a --x inside"),
        Part("data", "ž.bin", "application/octet-stream", b"\r\n\x00\r\n"),
    ]


def test_incomplete_multipart_body_is_an_error(server: LoopbackServer) -> None:
    headers = {**AUTHORIZED, "content-type": "multipart/form-data; boundary=x"}
    body = b'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nhel'
    send(server, "POST", "/v1/datasets?name=a&type=b", body=body, headers=headers)
    with pytest.raises(ValueError, match="closing delimiter"):
        _ = server.requests[0].parts
