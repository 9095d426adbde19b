"""Signatures of webhooks: a keyed hash (HMAC, RFC 2104) of the body, and often of its time.

Sources: the Standard Webhooks specification 1.0.0; GitHub, "Validating webhook deliveries"; Stripe,
"Verify webhook signatures manually"; Slack, "Verifying requests from Slack".
"""

from __future__ import annotations

import hmac
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from ..errors import SDKError

_TIMESTAMP: Final = re.compile(r"[0-9]{1,12}")
_PLACEHOLDER: Final = re.compile(rb"\{(body|id|timestamp)\}")


class WebhookError(SDKError):
    """A webhook cannot be trusted, or its body is not what the document says."""


class SignatureError(WebhookError):
    """The body is not signed with any of the secrets, or the signature is too old."""


class Signature(NamedTuple):
    """How a server signs what it sends.

    Args:
        header: Header with the signatures.
        signed: What is signed: ``{body}``, ``{id}`` and ``{timestamp}`` stand for the values.
        prefix: What a signature begins with; entries that begin otherwise are ignored.
        separator: What separates the entries of the header; empty if it has only one.
        encoding: How the bytes of a signature are written.
        algorithm: Hash function of the HMAC.
        id: Header with the id of the webhook, if it is signed.
        timestamp: Header with the time in seconds since 1970, or the prefix of the entry that has
            it, such as ``t=``; empty if none is signed.
        secret_prefix: What secrets begin with whose rest is base64; empty if they are text.
    """

    header: str
    signed: str = "{body}"
    prefix: str = ""
    separator: str = ""
    encoding: Literal["hex", "base64"] = "hex"
    algorithm: Literal["sha1", "sha256", "sha512"] = "sha256"
    id: str = ""
    timestamp: str = ""
    secret_prefix: str = ""

    def verify(
        self,
        body: bytes,
        headers: Mapping[str, str],
        secrets: Sequence[str | bytes],
        now: float,
        tolerance: float,
    ) -> None:
        """Raise an error unless one of the signatures belongs to one of the secrets.

        Args:
            body: The body as it was received.
            headers: Header fields with names in lower case.
            secrets: Secrets, of which any one may be used while they are replaced.
            now: Seconds since 1970.
            tolerance: Seconds by which the time of the signature may differ from now.

        Raises:
            SignatureError: The body, its id or its time is not what was signed.
        """
        entries = self._entries(headers)
        given = [each[len(self.prefix) :] for each in entries if each.startswith(self.prefix)]
        if not given:
            raise SignatureError(f"the header {self.header!r} has no signature {self._form!r}")
        id_ = _present(headers, self.id) if self.id else ""
        timestamp = self._timestamp(headers, entries)
        wanted = [self._text(secret, body, id_, timestamp) for secret in secrets]
        if not _any_equal(given, wanted):
            raise SignatureError("the body is not signed with the secret")
        if timestamp and not abs(now - int(timestamp)) <= tolerance:
            raise SignatureError(f"the signature is of another time: tolerated are {tolerance:g} s")

    def sign(self, body: bytes, secret: str | bytes, id_: str, timestamp: int) -> dict[str, str]:
        """Return the header fields that a server would send."""
        time = str(timestamp) if self.timestamp else ""
        entry = f"{self.prefix}{self._text(secret, body, id_, time)}"
        if self._has_time_among_entries:
            entry = f"{self.timestamp}{time}{self.separator}{entry}"
        fields = {self.id: id_, self.header: entry}
        if not self._has_time_among_entries:
            fields[self.timestamp] = time
        return {name: value for name, value in fields.items() if name}

    @property
    def _has_time_among_entries(self) -> bool:
        return self.timestamp.endswith("=")

    @property
    def _form(self) -> str:
        return f"{self.prefix}…"

    def _entries(self, headers: Mapping[str, str]) -> list[str]:
        value = _present(headers, self.header)
        return [
            each.strip() for each in (value.split(self.separator) if self.separator else [value])
        ]

    def _timestamp(self, headers: Mapping[str, str], entries: Sequence[str]) -> str:
        if not self.timestamp:
            return ""
        if self._has_time_among_entries:
            times = [each for each in entries if each.startswith(self.timestamp)]
            text = times[0][len(self.timestamp) :] if times else ""
        else:
            text = _present(headers, self.timestamp)
        if not _TIMESTAMP.fullmatch(text):
            raise SignatureError("the time of the signature is not in seconds since 1970")
        return text

    def _text(self, secret: str | bytes, body: bytes, id_: str, timestamp: str) -> str:
        values = {b"body": body, b"id": id_.encode(), b"timestamp": timestamp.encode()}
        content = _PLACEHOLDER.sub(lambda found: values[found[1]], self.signed.encode())
        digest = hmac.digest(self._key(secret), content, self.algorithm)
        return digest.hex() if self.encoding == "hex" else b64encode(digest).decode()

    def _key(self, secret: str | bytes) -> bytes:
        """Return the bytes of a secret.

        Raises:
            ValueError: The secret is empty, which would verify what anybody signs, or malformed.
        """
        if isinstance(secret, str) and self.secret_prefix:
            try:
                secret = b64decode(secret.removeprefix(self.secret_prefix), validate=True)
            except ValueError:
                form = f"{self.secret_prefix}…"
                raise ValueError(
                    f"the secret is malformed: expected {form!r} with base64"
                ) from None
        if not secret:
            raise ValueError("the secret is empty")
        return secret.encode() if isinstance(secret, str) else secret


def _present(headers: Mapping[str, str], name: str) -> str:
    value = headers.get(name.lower())
    if not value:
        raise SignatureError(f"the header {name!r} is missing")
    return value


def _any_equal(given: Sequence[str], wanted: Sequence[str]) -> bool:
    """Compare all pairs, in a time that does not depend on what is equal."""
    found = False
    for one in given:
        for other in wanted:
            found |= hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())
    return found
