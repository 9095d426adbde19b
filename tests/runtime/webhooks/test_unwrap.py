"""`unwrap`: the event, as the document describes it, or an error that shows no secret."""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import Any, Literal

import pytest

from specquilt.api.webhooks import SIGNATURES
from specquilt.python.runtime.errors import SDKError
from specquilt.python.runtime.frames import SHOW_ALL_FRAMES
from specquilt.python.runtime.model import Model
from specquilt.python.runtime.webhooks.received import UnknownEvent, Webhooks
from specquilt.python.runtime.webhooks.signature import Signature, SignatureError, WebhookError

SECRET = "whsec_Y2FuYXJ5LXNlY3JldA=="


class Finished(Model):
    type: Literal["quilt.finished"]
    at: datetime


class Lost(Model):
    type: str
    where: str | None = None


KINDS: Mapping[str, Any] = {"quilt.finished": Finished, "quilt.lost": Lost}
FINISHED = b'{"type": "quilt.finished", "at": "2026-01-02T03:04:05Z"}'


def _webhooks(*event: str) -> Webhooks[Finished | Lost]:
    return Webhooks(lambda: KINDS, Signature(**dict(SIGNATURES["standard"])), event)  # type: ignore[arg-type]


NAMED = _webhooks("type")


def _received(webhooks: Webhooks[Any], body: bytes, **headers: str) -> Any:
    return webhooks.unwrap(body, {**webhooks.sign(body, SECRET), **headers}, SECRET)


def test_event_has_its_type() -> None:
    event = _received(NAMED, FINISHED)
    assert isinstance(event, Finished)
    assert event.at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_event_that_the_document_lacks_is_kept() -> None:
    assert _received(NAMED, b'{"type": "quilt.sold", "to": 3}') == UnknownEvent(
        "quilt.sold", {"type": "quilt.sold", "to": 3}
    )


@pytest.mark.parametrize("body", [b"{}", b'{"type": 3}', b"[]", b"null"])
def test_event_without_a_name_is_what_fits(body: bytes) -> None:
    assert _received(NAMED, body) == UnknownEvent(None, json.loads(body))
    assert _received(_webhooks(), b'{"type": "any"}') == Lost(type="any")


def test_name_can_have_several_parts_and_be_in_a_header() -> None:
    webhooks = _webhooks("header.X-Event", "action.name")
    body = b'{"type": "x", "action": {"name": "finished"}, "at": "2026-01-02T03:04:05Z"}'
    with pytest.raises(
        WebhookError, match=r"type: .*\nin the body of the webhook 'quilt.finished'"
    ):
        _received(webhooks, body, **{"x-EVENT": "quilt"})
    assert _received(webhooks, body, **{"x-event": "bed"}) == UnknownEvent(
        "bed.finished", json.loads(body)
    )
    assert _received(webhooks, b'{"type": "x"}', **{"x-event": "Quilt-Lost"}) == Lost(type="x")


def test_names_that_differ_in_punctuation_only_are_told_apart() -> None:
    kinds: Mapping[str, Any] = {"quilt.lost": Lost, "quilt_lost": Finished}
    signature = Signature(**dict(SIGNATURES["standard"]))  # type: ignore[arg-type]
    webhooks: Webhooks[Finished | Lost] = Webhooks(lambda: kinds, signature, ["type"])
    assert _received(webhooks, b'{"type": "quilt.lost"}') == Lost(type="quilt.lost")
    with pytest.raises(WebhookError):
        _received(webhooks, b'{"type": "quilt_lost"}')


def test_known_event_of_another_shape_is_an_error_with_the_cause() -> None:
    with pytest.raises(WebhookError) as caught:
        _received(NAMED, b'{"type": "quilt.finished"}')
    assert not isinstance(caught.value, SignatureError)
    expected = "at: required, but missing\nin the body of the webhook 'quilt.finished'"
    assert str(caught.value) == expected


@pytest.mark.parametrize("body", [b"", b"{", b"\xff"])
def test_body_that_is_no_json_is_an_error(body: bytes) -> None:
    with pytest.raises(WebhookError, match="is no JSON"):
        _received(NAMED, body)


def test_nothing_is_decoded_before_it_is_verified() -> None:
    headers = {**NAMED.sign(b"{", SECRET), "webhook-signature": "v1,x"}
    with pytest.raises(SignatureError):
        NAMED.unwrap(b"{", headers, SECRET)


@pytest.mark.parametrize("body", [bytearray(FINISHED), memoryview(FINISHED)])
def test_any_bytes_are_a_body(body: Any) -> None:
    assert isinstance(NAMED.unwrap(body, NAMED.sign(body, SECRET), SECRET), Finished)


@pytest.mark.parametrize("body", [FINISHED.decode(), json.loads(FINISHED), None])
def test_what_was_decoded_is_refused_with_the_reason(body: Any) -> None:
    for call in (
        lambda: NAMED.unwrap(body, {}, SECRET),
        lambda: NAMED.sign(body, SECRET),
    ):
        with pytest.raises(TypeError, match=r"must be the bytes that were received, not \w+"):
            call()


@pytest.mark.parametrize("secret", [None, [], ()])
def test_missing_secret_is_an_error(secret: Any) -> None:
    with pytest.raises(ValueError, match="the secret is missing"):
        NAMED.unwrap(FINISHED, NAMED.sign(FINISHED, SECRET), secret)


@pytest.mark.parametrize("secret", [[3], [SECRET, None]])
def test_secret_of_another_type_is_an_error(secret: Any) -> None:
    with pytest.raises(TypeError, match="the secret must be text or bytes, or several of these"):
        NAMED.unwrap(FINISHED, NAMED.sign(FINISHED, SECRET), secret)


def test_secrets_can_be_several_while_one_is_replaced() -> None:
    headers = NAMED.sign(FINISHED, SECRET)
    assert isinstance(NAMED.unwrap(FINISHED, headers, ["whsec_bmV3", SECRET]), Finished)


@pytest.mark.parametrize("tolerance", [-1, float("nan")])
def test_tolerance_that_is_no_time_is_refused(tolerance: float) -> None:
    with pytest.raises(ValueError, match="tolerance must be a number of seconds of at least 0"):
        NAMED.unwrap(FINISHED, NAMED.sign(FINISHED, SECRET), SECRET, tolerance=tolerance)


def test_webhook_is_valid_for_five_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    headers = NAMED.sign(FINISHED, SECRET, timestamp=1_000)
    monkeypatch.setattr(time, "time", lambda: 1_000.0)
    assert isinstance(NAMED.unwrap(FINISHED, headers, SECRET, tolerance=0), Finished)
    monkeypatch.setattr(time, "time", lambda: 1_300.0)
    assert isinstance(NAMED.unwrap(FINISHED, headers, SECRET), Finished)
    monkeypatch.setattr(time, "time", lambda: 1_300.5)
    with pytest.raises(SignatureError):
        NAMED.unwrap(FINISHED, headers, SECRET)
    assert isinstance(NAMED.unwrap(FINISHED, headers, SECRET, tolerance=301), Finished)


def test_headers_are_those_of_any_framework() -> None:
    message = Message()
    for name, value in NAMED.sign(FINISHED, SECRET).items():
        message[name.title()] = value
    assert isinstance(NAMED.unwrap(FINISHED, message, SECRET), Finished)


def test_ids_of_signed_webhooks_differ_unless_they_are_given() -> None:
    first, second = NAMED.sign(FINISHED, SECRET), NAMED.sign(FINISHED, SECRET)
    assert first["webhook-id"] != second["webhook-id"]
    assert NAMED.sign(FINISHED, SECRET, id="msg_1")["webhook-id"] == "msg_1"


def _failures() -> dict[str, Any]:
    signed = NAMED.sign(FINISHED, SECRET)
    wrong = {**signed, "webhook-signature": "v1,x"}
    short = b'{"type": "quilt.finished"}'
    return {
        "signature": lambda: NAMED.unwrap(FINISHED, wrong, SECRET),
        "time": lambda: NAMED.unwrap(FINISHED, NAMED.sign(FINISHED, SECRET, timestamp=1), SECRET),
        "shape": lambda: NAMED.unwrap(short, NAMED.sign(short, SECRET), SECRET),
        "body": lambda: NAMED.unwrap("text", signed, SECRET),  # type: ignore[arg-type]
        "secret": lambda: NAMED.unwrap(FINISHED, signed, [SECRET, f"{SECRET}?"]),
        "sign": lambda: NAMED.sign(FINISHED, f"{SECRET}?"),
    }


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    """Return our own frames with their variables."""
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    ours = ("received.py", "signature.py")
    return [each for each in shown.stack if Path(each.filename).name in ours]


@pytest.mark.parametrize("failure", _failures())
def test_no_error_shows_the_secret(failure: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises((SDKError, TypeError, ValueError)) as caught:
        _failures()[failure]()
    assert not _frames(caught.value)
    monkeypatch.setenv(SHOW_ALL_FRAMES, "1")
    with pytest.raises((SDKError, TypeError, ValueError)) as caught:
        _failures()[failure]()
    shown = f"{caught.value} {[each.locals for each in _frames(caught.value)]}"
    assert _frames(caught.value)
    assert SECRET not in shown
    assert "canary-secret" not in shown
