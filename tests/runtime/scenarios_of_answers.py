"""Complete answers that are odd or wrong, and how a call must end."""

from __future__ import annotations

import gzip
import zlib

from specquilt.python.runtime import (
    ClientError,
    DecodingError,
    RedirectError,
    ResponseTooLargeError,
    SDKError,
    ServerError,
    StatusError,
)

from .scenarios import GOOD, JOB, Scenario, head, is_job, wrong
from .server import (
    answer,
    chunked,
    json_answer,
    sends_and_closes,
    stalls_after,
    zipped,
)
from .stand_in_api import NotFoundError, ServiceUnavailableError, TooManyRequestsError

BOMB = gzip.compress(bytes(50_000_000), mtime=0)
LARGE_JOB = JOB[:-1] + b',"name":"' + b"x" * 3_000_000 + b'"}'
RAW_DEFLATE = zlib.compress(LARGE_JOB)[2:-4]

BODY = [
    Scenario("sends no body", (answer(b""),), DecodingError, requests=1),
    Scenario("sends 204", (head(status="204 No Content"),), DecodingError),
    Scenario("sends blanks", wrong("  \n"), DecodingError),
    Scenario("sends HTML", (answer(b"<html>", content_type="text/html"),), DecodingError),
    Scenario("cuts off JSON", wrong('{"job_id": "j1", "sta'), DecodingError),
    Scenario("sends two JSON texts", (answer(JOB + JOB),), DecodingError),
    Scenario(
        "sends bad UTF-8", (answer(b'{"job_id":"\xff\xfe","status":"complete"}'),), DecodingError
    ),
    Scenario("sends UTF-16", (answer(JOB.decode().encode("utf-16")),), DecodingError),
    Scenario("begins with a byte order mark", (answer(b"\xef\xbb\xbf" + JOB),), is_job),
    Scenario("calls JSON text/plain", (answer(JOB, content_type="text/plain"),), is_job),
    Scenario("names no content type", (head(f"content-length: {len(JOB)}") + JOB,), is_job),
    Scenario("nests 100,000 deep", (answer(b"[" * 100_000),), DecodingError),
    Scenario(
        "nests 100,000 deep in an unknown field",
        (
            answer(
                b'{"job_id":"j1","status":"complete","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
            ),
        ),
        DecodingError,
    ),
    Scenario(
        "sends a number of 5,000 digits",
        (answer(b'{"job_id":' + b"9" * 5000 + b',"status":"complete"}'),),
        DecodingError,
    ),
    Scenario("sends NaN", wrong('{"job_id":NaN,"status":"complete"}'), DecodingError),
    Scenario("sends an array", wrong("[]"), DecodingError),
    Scenario("sends null", wrong("null"), DecodingError),
    Scenario("sends text", wrong('"hello"'), DecodingError),
    Scenario("lacks a required field", wrong('{"status":"complete"}'), DecodingError),
    Scenario("nulls a required field", wrong('{"job_id":null,"status":"complete"}'), DecodingError),
    Scenario(
        "mistypes a required field", wrong('{"job_id":{},"status":"complete"}'), DecodingError
    ),
    Scenario(
        "mistypes a nested field",
        wrong('{"job_id":"j1","status":"complete","parts":[{"job_id":1}]}'),
        DecodingError,
    ),
    Scenario(
        "sends a date that is none",
        wrong('{"job_id":"j1","status":"x","created_at":"no"}'),
        DecodingError,
    ),
    Scenario("repeats a key", wrong('{"job_id":"j0","job_id":"j1","status":"complete"}'), is_job),
    Scenario(
        "adds unknown fields",
        wrong('{"job_id":"j1","status":"complete","news":{"a":[1]}}'),
        lambda job: is_job(job) and job.news == {"a": [1]},
    ),
    Scenario(
        "adds an enum value",
        wrong('{"job_id":"j1","status":"paused"}'),
        lambda job: job.status == "paused",
    ),
    Scenario(
        "nulls an optional field", wrong('{"job_id":"j1","status":"complete","name":null}'), is_job
    ),
]

COMPRESSION = [
    Scenario("compresses", (zipped(JOB),), is_job),
    Scenario("deflates", (answer(zlib.compress(JOB), content_encoding="deflate"),), is_job),
    Scenario(
        "deflates raw", (answer(zlib.compress(JOB)[2:-4], content_encoding="deflate"),), is_job
    ),
    Scenario(
        "compresses in two members",
        (
            answer(
                gzip.compress(JOB[:9], mtime=0) + gzip.compress(JOB[9:], mtime=0),
                content_encoding="gzip",
            ),
        ),
        is_job,
    ),
    Scenario("deflates 3 MB raw", (answer(RAW_DEFLATE, content_encoding="deflate"),), is_job),
    Scenario(
        "cuts off raw deflate",
        (answer(RAW_DEFLATE[:-9], content_encoding="deflate"),),
        DecodingError,
    ),
    Scenario(
        "pads gzip with zeros",
        (answer(gzip.compress(JOB, mtime=0) + bytes(99), content_encoding="gzip"),),
        is_job,
    ),
    Scenario(
        "sends bytes after gzip",
        (chunked(gzip.compress(JOB, mtime=0), b"\x1f", b"and more", content_encoding="gzip"),),
        is_job,
    ),
    Scenario(
        "cuts off the second member",
        (
            answer(
                gzip.compress(JOB, mtime=0) + gzip.compress(b" ", mtime=0)[:-9],
                content_encoding="gzip",
            ),
        ),
        DecodingError,
    ),
    Scenario("says gzip but is not", (answer(JOB, content_encoding="gzip"),), DecodingError),
    Scenario(
        "cuts off gzip",
        (answer(gzip.compress(JOB, mtime=0)[:-9], content_encoding="gzip"),),
        DecodingError,
    ),
    Scenario(
        "uses an encoding not asked for", (answer(JOB, content_encoding="br"),), DecodingError
    ),
    Scenario(
        "sends a gzip bomb",
        (answer(BOMB, content_encoding="gzip"),),
        ResponseTooLargeError,
        {"max_response_bytes": 1_000_000},
    ),
    Scenario(
        "announces too large a body",
        (stalls_after(head("content-length: 99999999")),),
        ResponseTooLargeError,
        {"max_response_bytes": 1_000_000},
    ),
    Scenario(
        "sends too large a body in chunks",
        (chunked(*[b" " * 100_000] * 11),),
        ResponseTooLargeError,
        {"max_response_bytes": 1_000_000},
    ),
    Scenario(
        "claims an absurd length",
        (sends_and_closes(head("content-length: " + "9" * 30)),),
        SDKError,
        {"max_response_bytes": 1_000_000, "deadline": 1.0},
    ),
]

STATUS = [
    *(
        Scenario(
            f"sends {status}", (json_answer({"message": "no"}, status),), ClientError, requests=1
        )
        for status in (400, 401, 402, 403, 405, 406, 410, 411, 413, 415, 418, 422, 451, 498, 499)
    ),
    *(
        Scenario(
            f"sends {status}", (json_answer({"message": "no"}, status),), ClientError, requests=3
        )
        for status in (408, 409, 425)
    ),
    *(
        Scenario(
            f"sends {status}", (json_answer({"message": "no"}, status),), ServerError, requests=3
        )
        for status in (500, 502, 504, 520, 529, 599)
    ),
    Scenario("sends 501", (answer(b"", 501),), ServerError, requests=1),
    Scenario("sends 404", (json_answer({"message": "no"}, 404),), NotFoundError, requests=1),
    Scenario("sends 429", (json_answer({}, 429),), TooManyRequestsError, requests=3),
    Scenario(
        "sends 503 in HTML",
        (answer(b"<h1>", 503, content_type="text/html"),),
        ServiceUnavailableError,
    ),
    Scenario("sends 404 without a body", (answer(b"", 404),), NotFoundError),
    Scenario("sends 404 with bad JSON", (answer(b'{"message":', 404),), NotFoundError),
    Scenario("sends 404 with deep JSON", (answer(b"[" * 100_000, 404),), NotFoundError),
    Scenario(
        "sends 404 and breaks off",
        (sends_and_closes(head("content-length: 9", status="404 No")),),
        NotFoundError,
    ),
    Scenario(
        "sends 404 with broken gzip", (answer(b"no", 404, content_encoding="gzip"),), NotFoundError
    ),
    Scenario("sends 503 once, then answers", (answer(b"", 503), GOOD), is_job, requests=2),
    Scenario("sends 600", (answer(b"", 600),), StatusError),
    Scenario("sends 304", (head("content-length: 0", status="304 Not Modified"),), StatusError),
    Scenario("sends 300 without a location", (answer(b"", 300),), StatusError),
    Scenario("sends 302 without a location", (answer(b"", 302),), StatusError, requests=1),
    Scenario("sends 201", (answer(JOB, 201),), is_job),
    Scenario(
        "sends 201 with a location", (answer(JOB, 201, location="/v1/x"),), is_job, requests=1
    ),
]

REDIRECTS = [
    *(
        Scenario(
            f"redirects with {status}",
            (answer(b"", status, location="/new"), GOOD),
            is_job,
            requests=2,
        )
        for status in (301, 302, 303, 307, 308)
    ),
    Scenario(
        "redirects in a circle",
        (answer(b"", 302, location="/v1/jobs/j1"),),
        RedirectError,
        requests=11,
    ),
    Scenario("redirects to nowhere", (answer(b"", 302, location="http://"),), RedirectError),
    Scenario(
        "redirects to a file", (answer(b"", 302, location="file:///etc/passwd"),), RedirectError
    ),
    Scenario("redirects to a bad port", (answer(b"", 302, location="http://a:b/"),), RedirectError),
    Scenario(
        "redirects although that is not wanted",
        (answer(b"", 302, location="/new"),),
        StatusError,
        {"follow_redirects": False},
    ),
]
