"""What servers do wrong before an answer is complete, and how a call must end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from specquilt.python.runtime import (
    APIConnectionError,
    APITimeoutError,
    DeadlineExceededError,
    SDKError,
)

from .server import (
    Answer,
    answer,
    chunked,
    drips,
    resets,
    sends_and_closes,
    stalls_after,
)

JOB = b'{"job_id":"j1","status":"complete"}'
GOOD = answer(JOB)
QUICK: dict[str, Any] = {"timeout": 0.25, "deadline": 3.0}
SHORT: dict[str, Any] = {"timeout": 5.0, "deadline": 0.3, "max_retries": 0}


class Scenario(NamedTuple):
    """What the server does, and how the call must end."""

    name: str
    answers: tuple[Answer, ...]
    ends: type[SDKError] | Callable[[Any], bool]
    options: Mapping[str, Any] = MappingProxyType({})
    requests: int | None = None


def is_job(job: Any) -> bool:
    return bool(job.job_id == "j1" and job.status == "complete")


def head(*fields: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *fields, "", ""]).encode()


def wrong(body: str) -> tuple[Answer, ...]:
    return (answer(body.encode()),)


NO_RETRY = {"max_retries": 0}

CONNECTION = [
    Scenario("closes without an answer", (sends_and_closes(b""),), APIConnectionError, requests=3),
    Scenario("resets without an answer", (resets(),), APIConnectionError, requests=3),
    Scenario("closes once, then answers", (sends_and_closes(b""), GOOD), is_job, requests=2),
    Scenario("resets once, then answers", (resets(), GOOD), is_job, requests=2),
    Scenario("speaks no HTTP", (sends_and_closes(b"SSH-2.0-OpenSSH\r\n\r\n"),), APIConnectionError),
    Scenario("sends binary rubbish", (sends_and_closes(b"\x00\xff" * 99),), APIConnectionError),
    Scenario("cuts off the header section", (sends_and_closes(head()[:-4]),), APIConnectionError),
    Scenario(
        "cuts off a body of known length",
        (sends_and_closes(head("content-length: 99") + JOB),),
        APIConnectionError,
        requests=3,
    ),
    Scenario(
        "cuts off a chunk",
        (sends_and_closes(head("transfer-encoding: chunked") + b"ff\r\n" + JOB),),
        APIConnectionError,
    ),
    Scenario(
        "forgets the last chunk",
        (
            sends_and_closes(
                head("transfer-encoding: chunked") + b"%x\r\n" % len(JOB) + JOB + b"\r\n"
            ),
        ),
        APIConnectionError,
    ),
    Scenario(
        "writes a chunk size that is no number",
        (sends_and_closes(head("transfer-encoding: chunked") + b"zz\r\n" + JOB),),
        APIConnectionError,
    ),
    Scenario(
        "resets within the body", (resets(head("content-length: 99") + JOB),), APIConnectionError
    ),
    Scenario(
        "cuts off once, then answers",
        (sends_and_closes(head("content-length: 99") + JOB), GOOD),
        is_job,
        requests=2,
    ),
    Scenario("ends a body by closing", (sends_and_closes(head() + JOB),), is_job),
    Scenario("resets a body that closing would end", (resets(head() + JOB),), APIConnectionError),
    Scenario("sends 100 Continue first", (b"HTTP/1.1 100 Continue\r\n\r\n" + GOOD,), is_job),
    Scenario(
        "sends an endless header field",
        (sends_and_closes(head(f"x: {'y' * 200_000}")),),
        APIConnectionError,
        NO_RETRY,
    ),
]

TIME = [
    Scenario("never answers", (stalls_after(b""),), APITimeoutError, QUICK | NO_RETRY),
    Scenario(
        "stalls in the header section",
        (stalls_after(head()[:-2]),),
        APITimeoutError,
        QUICK | NO_RETRY,
    ),
    Scenario(
        "stalls in the body",
        (stalls_after(head("content-length: 99")),),
        APITimeoutError,
        QUICK | NO_RETRY,
    ),
    Scenario("stalls once, then answers", (stalls_after(b""), GOOD), is_job, QUICK),
    Scenario("never answers, with a deadline", (stalls_after(b""),), DeadlineExceededError, SHORT),
    Scenario(
        "stalls in the body, with a deadline",
        (stalls_after(head("content-length: 99") + b"{"),),
        DeadlineExceededError,
        SHORT,
    ),
    Scenario(
        "drips the body",
        (drips(head("content-length: 99") + JOB, 0.01),),
        DeadlineExceededError,
        SHORT,
    ),
    Scenario("drips chunks", (drips(chunked(*[b" "] * 99), 0.01),), DeadlineExceededError, SHORT),
    Scenario("drips slowly but in time", (drips(GOOD, 0.0005),), is_job, {"deadline": 3.0}),
    Scenario(
        "drips the header section",
        (drips(head(*["a: b"] * 99), 0.01),),
        DeadlineExceededError,
        SHORT,
    ),
]
