"""Sites are asked as they want it: by their rules for robots, slowly, and again when they are busy."""

from __future__ import annotations

import gzip
import socket
from datetime import timedelta
from email.utils import format_datetime

import pytest

from loopback.message import Response
from pull.conftest import Pull
from pull.site import DOCUMENT, TODAY, DocsSite, FakeTime, assert_refused, write_configuration


def test_a_source_that_is_closed_to_robots_is_not_asked_for(
    docs: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    docs.texts["/robots.txt"] = "User-agent: specquilt\nDisallow: /"
    assert_refused(run, capsys, "must not be pulled (robots.txt)")
    assert docs.paths == ["/robots.txt"]


def test_a_redirect_is_closed_to_robots_too(
    docs: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    docs.texts["/robots.txt"] = "User-agent: *\nDisallow: /private"
    docs.handlers["/openapi.json"] = lambda _: Response(301, {"location": "/private/api.json"})
    assert_refused(run, capsys, "must not be pulled (robots.txt)")
    assert docs.paths == ["/robots.txt", "/openapi.json"]


def test_a_site_whose_rules_cannot_be_read_is_not_asked(
    docs: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    docs.handlers["/robots.txt"] = lambda _: Response(503)
    assert_refused(run, capsys, "answers with status 503")
    assert set(docs.paths) == {"/robots.txt"}


def test_the_delay_of_a_site_is_kept(docs: DocsSite, run: Pull, time: FakeTime) -> None:
    docs.texts["/robots.txt"] = "User-agent: *\nCrawl-delay: 20"
    docs.texts["/b.json"] = DOCUMENT
    write_configuration([f"{docs.url}/openapi.json", f"{docs.url}/b.json"], "delay = 3\n")
    assert run() == 1
    assert time.pauses == [pytest.approx(20), pytest.approx(20)]


def test_a_configured_delay_is_kept(docs: DocsSite, run: Pull, time: FakeTime) -> None:
    write_configuration([f"{docs.url}/openapi.json"], "delay = 3\n")
    assert run() == 1
    assert time.pauses == [pytest.approx(3)]


def test_a_site_that_wants_to_be_asked_rarely_is_left_alone(
    docs: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    docs.texts["/robots.txt"] = "User-agent: *\nCrawl-delay: 3600"
    assert_refused(run, capsys, "once in 3,600 s only")


@pytest.mark.parametrize(
    ("status", "after", "seconds"),
    [
        (429, "30", 30),
        (429, "300", 300),
        (503, format_datetime(TODAY + timedelta(seconds=50), usegmt=True), 50),
        (429, "soon", 2),
        (500, "", 2),
        (429, "0", 2),
        (429, format_datetime(TODAY - timedelta(days=1), usegmt=True), 2),
    ],
)
def test_a_busy_site_is_asked_again_when_it_wants(
    docs: DocsSite, run: Pull, time: FakeTime, status: int, after: str, seconds: float
) -> None:
    left = [Response(status, {"retry-after": after})]
    docs.handlers["/openapi.json"] = lambda request: left.pop() if left else docs.answer(request)
    assert run() == 1
    assert time.pauses == [pytest.approx(1), seconds]


def test_a_site_that_stays_busy_is_asked_four_times(
    docs: DocsSite, run: Pull, time: FakeTime, capsys: pytest.CaptureFixture[str]
) -> None:
    docs.handlers["/openapi.json"] = lambda _: Response(429)
    assert_refused(run, capsys, "answers with status 429")
    assert docs.paths[1:] == ["/openapi.json"] * 4
    assert time.pauses == [pytest.approx(1), 2, 4, 8]


@pytest.mark.usefixtures("time")
def test_a_site_that_wants_a_long_pause_is_left_alone(
    docs: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    docs.handlers["/openapi.json"] = lambda _: Response(429, {"retry-after": "3600"})
    assert_refused(run, capsys, "asks to be left alone for 3,600 s")
    assert docs.paths[1:] == ["/openapi.json"]


def test_a_host_that_does_not_answer_is_reported(
    run: Pull, time: FakeTime, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    write_configuration([f"http://127.0.0.1:{port}/openapi.json"])
    assert_refused(run, capsys, "/openapi.json cannot be reached")
    assert time.pauses == [2, 4, 8]


def test_every_request_says_who_asks(docs: DocsSite, run: Pull) -> None:
    run()
    agents = {str(request.header("user-agent")) for request in docs.requests}
    assert len(agents) == 1
    assert agents.pop().startswith("specquilt/")


def test_a_truncated_body_is_asked_for_again(docs: DocsSite, run: Pull) -> None:
    body = gzip.compress(DOCUMENT.encode())
    left = [Response(200, {"content-encoding": "gzip"}, body[:-5])]
    docs.handlers["/openapi.json"] = lambda request: left.pop() if left else docs.answer(request)
    assert run() == 1


def test_rules_may_be_elsewhere_on_the_same_host(
    docs: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    docs.texts["/rules.txt"] = "User-agent: *\nDisallow: /open"
    docs.handlers["/robots.txt"] = lambda _: Response(301, {"location": "/rules.txt"})
    assert_refused(run, capsys, "must not be pulled (robots.txt)")


@pytest.mark.parametrize("place", ["/robots.txt", "https://elsewhere.dev/robots.txt"])
def test_rules_that_cannot_be_found_close_a_site(
    docs: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    docs.handlers["/robots.txt"] = lambda _: Response(301, {"location": place})
    assert_refused(run, capsys, "has a robots.txt that redirects")
    assert "/openapi.json" not in docs.paths


def test_known_rules_are_not_sent_again_and_still_hold(
    docs: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    docs.texts["/robots.txt"] = "User-agent: *\nDisallow: /b"
    assert run() == 1
    write_configuration([f"{docs.url}/openapi.json", f"{docs.url}/b.json"])
    docs.forget()
    assert_refused(run, capsys, "must not be pulled (robots.txt)")
    assert docs.sent == 0


@pytest.mark.parametrize("status", [401, 404])
def test_a_site_without_rules_is_open(docs: DocsSite, run: Pull, status: int) -> None:
    docs.handlers["/robots.txt"] = lambda _: Response(status)
    assert run() == 1
