"""Signatures: those that vendors publish as examples are valid, and nothing else is."""

from __future__ import annotations

import random
from typing import NamedTuple

import pytest

from specquilt.api.webhooks import SIGNATURES
from specquilt.python.runtime.webhooks.signature import Signature, SignatureError


class Published(NamedTuple):
    """An example that a vendor publishes."""

    signature: Signature
    secret: str
    body: bytes
    headers: dict[str, str]
    time: int


def _known(name: str) -> Signature:
    return Signature(**dict(SIGNATURES[name]))  # type: ignore[arg-type]


_SLACK = (
    b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
    b"&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
    b"&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
    b"%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
    b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)
PUBLISHED = {
    "standard-webhooks": Published(
        _known("standard"),
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        b'{"test": 2432232314}',
        {
            "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp": "1614265330",
            "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        },
        1614265330,
    ),
    "svix": Published(
        _known("standard"),
        "whsec_plJ3nmyCDGBKInavdOK15jsl",
        b'{"event_type":"ping","data":{"success":true}}',
        {
            "webhook-id": "msg_loFOjxBNrRLzqYUf",
            "webhook-timestamp": "1731705121",
            "webhook-signature": "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
        },
        1731705121,
    ),
    "github": Published(
        _known("github"),
        "It's a Secret to Everybody",
        b"Hello, World!",
        {
            "x-hub-signature-256": "sha256="
            "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
        },
        0,
    ),
    "slack": Published(
        _known("slack"),
        "8f742231b10e8888abcd99yyyzzz85a5",
        _SLACK,
        {
            "x-slack-signature": "v0="
            "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
            "x-slack-request-timestamp": "1531420618",
        },
        1531420618,
    ),
}
BODY, SECRET, NOW = b'{"type": "quilt.lost"}', "whsec_cXVpbHRz", 1_700_000_000
EVERY = pytest.mark.parametrize("name", SIGNATURES)
EXAMPLES = pytest.mark.parametrize("example", PUBLISHED.values(), ids=PUBLISHED)


@EXAMPLES
def test_published_example_is_valid(example: Published) -> None:
    example.signature.verify(example.body, example.headers, [example.secret], example.time, 0)


@EXAMPLES
def test_published_example_is_what_is_signed(example: Published) -> None:
    id_ = example.headers.get("webhook-id", "")
    signed = example.signature.sign(example.body, example.secret, id_, example.time)
    assert signed == example.headers


@EVERY
def test_ten_thousand_changes_are_refused(name: str) -> None:
    signature, change = _known(name), random.Random(name)
    headers = signature.sign(BODY, SECRET, "msg_1", NOW)
    parts = ["body", "secret", *headers]
    for _ in range(2_500):
        part = change.choice(parts)
        fields, body, secret = dict(headers), BODY, SECRET.encode()
        if part == "body":
            body = _changed(change, body)
        elif part == "secret":
            secret = _changed(change, secret)
        else:
            fields[part] = _changed(change, fields[part].encode()).decode("latin-1")
        # A header may have more entries than the signature; those are free to change.
        is_same = (
            body == BODY and secret == SECRET.encode() and _has_all(signature, headers, fields)
        )
        assert is_same or not _is_valid(signature, body, fields, secret)


def _is_valid(signature: Signature, body: bytes, fields: dict[str, str], secret: bytes) -> bool:
    try:
        signature.verify(body, fields, [_text_or_bytes(secret)], NOW, 1e12)
    except (SignatureError, ValueError):
        return False
    return True


def _changed(change: random.Random, value: bytes) -> bytes:
    at = change.randrange(len(value))
    kind = change.choice(("replace", "remove", "insert"))
    other = bytes([change.choice([each for each in range(256) if each != value[at]])])
    if kind == "replace":
        return value[:at] + other + value[at + 1 :]
    return value[:at] + value[at + 1 :] if kind == "remove" else value[:at] + other + value[at:]


def _text_or_bytes(secret: bytes) -> str | bytes:
    try:
        return secret.decode()
    except UnicodeDecodeError:
        return secret


def _has_all(signature: Signature, headers: dict[str, str], fields: dict[str, str]) -> bool:
    """Return whether all entries of the signature are still in its header."""
    entries = headers[signature.header].split(signature.separator or None)
    return all(each in fields[signature.header] for each in entries)


@EVERY
def test_any_of_several_secrets_will_do(name: str) -> None:
    signature = _known(name)
    headers = signature.sign(BODY, SECRET, "msg_1", NOW)
    signature.verify(BODY, headers, ["whsec_b3RoZXJz", SECRET], NOW, 0)
    with pytest.raises(SignatureError, match="not signed with the secret"):
        signature.verify(BODY, headers, ["whsec_b3RoZXJz"], NOW, 0)


@pytest.mark.parametrize("name", ["standard", "stripe"])
def test_any_of_several_signatures_will_do(name: str) -> None:
    signature = _known(name)
    headers = signature.sign(BODY, SECRET, "msg_1", NOW)
    others = ["v1a,aaaa", f"{signature.prefix}bbbb", headers[signature.header]]
    headers[signature.header] = signature.separator.join(others)
    signature.verify(BODY, headers, [SECRET], NOW, 0)


@pytest.mark.parametrize(
    ("seconds", "is_valid"), [(-301, False), (-300, True), (300, True), (301, False)]
)
@pytest.mark.parametrize("name", ["standard", "slack", "stripe"])
def test_time_of_the_signature_may_differ_by_the_tolerance(
    name: str, seconds: int, is_valid: bool
) -> None:
    signature = _known(name)
    headers = signature.sign(BODY, SECRET, "msg_1", NOW + seconds)
    if is_valid:
        signature.verify(BODY, headers, [SECRET], NOW, 300)
        return
    with pytest.raises(SignatureError, match=r"of another time: tolerated are 300 s"):
        signature.verify(BODY, headers, [SECRET], NOW, 300)


@pytest.mark.parametrize("time", ["", "-1", "1e9", "now", "1" * 13, " 1", "\u0661"])
def test_time_is_seconds_since_1970(time: str) -> None:
    signature = _known("slack")
    headers = {**signature.sign(BODY, SECRET, "", NOW), "x-slack-request-timestamp": time}
    with pytest.raises(SignatureError, match=r"is not in seconds|is missing"):
        signature.verify(BODY, headers, [SECRET], NOW, 1e12)


def test_stripe_without_a_time_is_refused() -> None:
    signature = _known("stripe")
    headers = signature.sign(BODY, SECRET, "", NOW)
    headers["stripe-signature"] = headers["stripe-signature"].partition(",")[2]
    with pytest.raises(SignatureError, match="is not in seconds"):
        signature.verify(BODY, headers, [SECRET], NOW, 300)


@EVERY
def test_missing_header_is_named(name: str) -> None:
    signature = _known(name)
    headers = signature.sign(BODY, SECRET, "msg_1", NOW)
    for field in headers:
        with pytest.raises(SignatureError, match=f"the header '{field}' is missing"):
            signature.verify(BODY, headers | {field: ""}, [SECRET], NOW, 300)


@EVERY
def test_header_without_a_signature_of_the_kind_says_so(name: str) -> None:
    signature = _known(name)
    headers = signature.sign(BODY, SECRET, "msg_1", NOW)
    with pytest.raises(SignatureError, match=f"has no signature '{signature.prefix}…'"):
        signature.verify(BODY, headers | {signature.header: "v9;x"}, [SECRET], NOW, 300)


@EVERY
@pytest.mark.parametrize("secret", ["", b"", "whsec_"])
def test_empty_secret_verifies_nothing(name: str, secret: str | bytes) -> None:
    if secret == "whsec_" and name != "standard":
        return
    signature = _known(name)
    headers = signature.sign(BODY, SECRET, "msg_1", NOW)
    with pytest.raises(ValueError, match="the secret is empty"):
        signature.verify(BODY, headers, [secret], NOW, 300)


def test_malformed_secret_is_not_shown() -> None:
    with pytest.raises(ValueError, match=r"expected 'whsec_…' with base64") as caught:
        _known("standard").sign(BODY, "whsec_***canary", "msg_1", NOW)
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "sha512"])
@pytest.mark.parametrize("encoding", ["hex", "base64"])
def test_algorithms_and_encodings(algorithm: str, encoding: str) -> None:
    signature = Signature("x-signature", encoding=encoding, algorithm=algorithm)  # type: ignore[arg-type]
    headers = signature.sign(BODY, SECRET, "", NOW)
    signature.verify(BODY, headers, [SECRET], NOW, 0)
    sizes = {"sha1": 20, "sha256": 32, "sha512": 64}
    size = sizes[algorithm]
    expected = 2 * size if encoding == "hex" else (size + 2) // 3 * 4
    assert len(headers["x-signature"]) == expected
    with pytest.raises(SignatureError):
        signature.verify(BODY + b" ", headers, [SECRET], NOW, 0)
