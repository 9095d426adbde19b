"""Which pages the sources name: themselves, or the pages that they list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from specquilt.openapi.finding import Finding
from specquilt.openapi.plural import counted
from specquilt.pull import findings
from specquilt.pull.address import Address, parsed
from specquilt.pull.links import listed
from specquilt.pull.lock import KnownLines, Validators
from specquilt.pull.site import GONE, SAME, Site, validators_of
from specquilt.pull.texts import text_of
from specquilt.pull.wire import OK, UnreachableError, UnusableAnswerError

_MOST_INDEXES = 200
"""As many lists of pages are read, with those that others list."""


class WantedPage(NamedTuple):
    """A page to pull.

    Args:
        address: where it is, or beside which.
        source: the source that has led to it; the same for a source itself.
    """

    address: Address
    source: Address

    @property
    def is_source(self) -> bool:
        """Whether the configuration names the page itself."""
        return self.address == self.source


class Catalog:
    """Reads lists of pages.

    Args:
        site: answers requests.
    """

    def __init__(self, site: Site) -> None:
        self._site, self._settings = site, site.settings
        self.indexes: dict[str, KnownLines] = {}
        self.findings: dict[Address, Finding] = {}

    def pages(self) -> list[WantedPage]:
        """Return the pages that are wanted, each once, in the order of the sources.

        Raises:
            InputError: a list cannot be read, or names too many pages.
        """
        found: dict[Address, WantedPage] = {}
        for source in self._settings.sources:
            for page in self._below(source, source):
                found.setdefault(page.twins()[0], WantedPage(page, source))
        most = self._settings.most_pages
        if len(found) > most:
            message = f"the sources have {counted(len(found), 'page')}, and {most:,} are the limit"
            advice = "choose pages with [pull] include, or raise [pull] max-pages"
            raise findings.failure(message, self._settings, None, advice)
        return list(found.values())

    def _below(self, address: Address, source: Address) -> Iterator[Address]:
        if not (address.is_index or address.is_sitemap):
            yield address
            return
        if str(address) in self.indexes:
            return
        for link in self._links(address, source):
            if link.is_index or link.is_sitemap:
                yield from self._below(link, source)
            else:
                yield link

    def _links(self, index: Address, source: Address) -> list[Address]:
        try:
            known = self._read(index)
        except (UnusableAnswerError, UnreachableError) as error:
            raise findings.failure(f"{index} {error}", self._settings, source) from None
        if len(self.indexes) > _MOST_INDEXES:
            message = f"{source} leads to more than {_MOST_INDEXES} lists of pages"
            raise findings.failure(message, self._settings, source)
        return [link for link in map(parsed, known.lines) if self._is_wanted(link)]

    def _read(self, index: Address) -> KnownLines:
        known = self._site.lock.indexes.get(str(index), KnownLines(()))
        answer = self._site.get(index, Validators(known.etag, known.modified))
        if answer.status in GONE:
            raise UnusableAnswerError("does not exist")
        if answer.status not in (OK, SAME):
            raise UnusableAnswerError(f"answers with status {answer.status}")
        if answer.status == OK:
            links = _listed(answer.body, index)
            validators = validators_of(answer)
            known = KnownLines(tuple(map(str, links)), validators.etag, validators.modified)
        self.indexes[str(index)] = known
        return known

    def _is_wanted(self, link: Address) -> bool:
        if not self._settings.wants(link) and not (link.is_index or link.is_sitemap):
            return False
        if self._settings.allows(link):
            return True
        self.findings[link] = findings.elsewhere(link)
        return False


def _listed(body: bytes, index: Address) -> list[Address]:
    text = text_of(body, index)
    try:
        links = listed(text, index)
    except ValueError as error:
        raise UnusableAnswerError(f"cannot be read: {error}") from None
    if not links:
        raise UnusableAnswerError("lists no pages")
    return links
