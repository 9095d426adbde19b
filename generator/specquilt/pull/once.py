"""One document from a URL that a user has typed."""

from __future__ import annotations

from contextlib import closing

from specquilt import __version__
from specquilt.openapi.finding import input_error
from specquilt.openapi.load.decode import MAX_BYTES
from specquilt.pull import robots
from specquilt.pull.address import Address, parsed
from specquilt.pull.connection import Deadline, PrivateHostError, PublicNetwork
from specquilt.pull.texts import HtmlError, text_of
from specquilt.pull.wire import (
    MOST_REDIRECTS,
    OK,
    REDIRECTS,
    Answer,
    UnreachableError,
    UnusableAnswerError,
    Wire,
    redirected,
)

SECONDS = 60.0
_HEADERS = {
    "User-Agent": f"{robots.AGENT}/{__version__}",
    "Accept": "application/yaml, application/json, text/markdown, text/plain;q=0.9, */*;q=0.1",
}
_ABOUT_HTML = "name the document or the text of the page, or save the page as Markdown"


def document(url: str) -> bytes:
    """Return what a URL has. It may lead to a private address only if the user has typed its host.

    Raises:
        InputError: there is nothing that can be used.
    """
    try:
        address = parsed(url)
        body = _followed(address)
        text_of(body, address)
    except HtmlError:
        raise input_error("pull-failed", f"{url} is HTML", help=_ABOUT_HTML) from None
    except PrivateHostError as error:
        raise input_error("pull-failed", f"{url} leads elsewhere: {error}") from None
    except (UnusableAnswerError, UnreachableError, ValueError) as error:
        advice = "check the URL, or save the document and name its file"
        raise input_error("pull-failed", f"{url} {error}", help=advice) from None
    return body


def _followed(address: Address) -> bytes:
    deadline = Deadline()
    network = PublicNetwork(deadline, {address.authority, f"{address.host}:{address.port}"})
    with closing(Wire(network, deadline, SECONDS)) as wire:
        for _ in range(1 + MOST_REDIRECTS):
            answer = wire.get(address, _HEADERS, MAX_BYTES)
            if answer.status not in REDIRECTS:
                return _body(answer)
            address = redirected(address, answer)
    raise UnusableAnswerError(f"redirects more than {MOST_REDIRECTS} times")


def _body(answer: Answer) -> bytes:
    if answer.status != OK:
        raise UnusableAnswerError(f"answers with status {answer.status}")
    return answer.body
