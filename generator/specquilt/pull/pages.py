"""Pulls one page after another, and compares each with the file that it was saved in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from specquilt.openapi.finding import Finding
from specquilt.output.digests import content_of, digest
from specquilt.pull import findings
from specquilt.pull.address import Address
from specquilt.pull.catalog import WantedPage
from specquilt.pull.file_names import file_name
from specquilt.pull.lock import PulledFile, Validators, digest_of_text
from specquilt.pull.site import GONE, SAME, Site, validators_of
from specquilt.pull.texts import HtmlError, text_of
from specquilt.pull.wire import OK, Answer, UnreachableError, UnusableAnswerError

_FEW = 5
"""If as many pages of a site are no text, and none is, the others are not asked for."""

_ADVICE = "if the site has an OpenAPI document or an llms-full.txt, name that instead"


class MissingPageError(UnusableAnswerError):
    """There is no such page."""


class PulledPages:
    """The files that a run has seen.

    Args:
        site: answers requests.
        day: the current day, as in a lock.
    """

    def __init__(self, site: Site, day: str) -> None:
        self._site, self._day = site, day
        self._before = site.lock.files
        self._paths = {each.url: path for path, each in self._before.items()}
        self._missing: set[str] = set()
        self.files: dict[str, PulledFile] = {}
        self.put: dict[str, bytes] = {}
        self.replaced: dict[str, str] = {}
        self.edited: list[str] = []
        self.findings: list[Finding] = []

    def pull(self, pages: Iterable[WantedPage]) -> None:
        """Pull pages.

        Raises:
            InputError: a server does not answer, or what it answers cannot be used.
        """
        for page in pages:
            try:
                self._pull(page)
            except MissingPageError as error:
                self._note_missing(page, error)
            except (UnusableAnswerError, UnreachableError) as error:
                self._note_unusable(page, error)
        if not (self.files or self._missing):
            message = "none of the pages could be pulled"
            raise findings.failure(message, self._site.settings, None)

    def note_gone(self) -> None:
        """Keep what earlier runs have pulled and this one has not found, and report it."""
        for path, known in self._before.items():
            if path in self.files or self._local(path) is None:
                continue
            self.files[path] = replace(known, gone=known.gone or self._day)
            reason = (
                "does not exist any more" if path in self._missing else "is not listed any more"
            )
            place = (self._site.settings.root / path).as_posix()
            self.findings.append(findings.gone(place, known.url, reason))

    def _pull(self, page: WantedPage) -> None:
        twins = page.address.twins()
        path = self._known_path(page)
        known = self._before[path] if path else None
        # What has been there is asked for first: the others may never have been.
        twins.sort(key=lambda each: known is None or str(each) != known.url)
        is_html = False
        for address in twins:
            try:
                answer = self._answer(address, path, is_last=address == twins[-1])
            except HtmlError:
                is_html = True
                continue
            if answer:
                self._keep(address, answer, path)
                return
        raise HtmlError("is HTML, not Markdown") if is_html else MissingPageError("does not exist")

    def _answer(self, address: Address, path: str | None, *, is_last: bool) -> Answer | None:
        """Return the answer with a page that can be used, or that is the same; None if there is none."""
        validators = self._validators(address, path)
        answer = self._site.get(address, validators)
        if answer.status == OK:
            text_of(answer.body, address)
        elif answer.status in GONE or (400 <= answer.status < 500 and not is_last):
            return None
        elif answer.status != SAME or validators == Validators():
            raise UnusableAnswerError(f"answers with status {answer.status}")
        return answer

    def _validators(self, address: Address, path: str | None) -> Validators:
        """Return how to ask for a change only; nothing if the file is not as it was pulled."""
        known = self._before[path] if path else None
        if not path or not known or known.url != str(address):
            return Validators()
        local = self._local(path)
        is_intact = local is not None and digest_of_text(local) == known.digest
        return Validators(known.etag, known.modified) if is_intact else Validators()

    def _keep(self, address: Address, answer: Answer, path: str | None) -> None:
        known = self._before[path] if path else None
        if answer.status == SAME and path and known:
            self.files[path] = replace(known, gone="")
            return
        path = path or self._new_path(address, answer.body)
        local, now = self._local(path), digest_of_text(answer.body)
        found = digest_of_text(local) if local is not None else ""
        if found != now:
            self.put[path] = answer.body
            is_edited = local is not None and not (known and known.digest == found)
            self.replaced[path] = digest([local]) if local is not None and not is_edited else ""
            self.edited += [path] if is_edited else []
        date = known.date if known and known.digest == now else self._day
        validators = validators_of(answer)
        self.files[path] = PulledFile(str(address), now, date, **vars(validators))

    def _new_path(self, address: Address, body: bytes) -> str:
        name = file_name(address, body.decode("utf-8", "replace"))
        path = f"{self._site.settings.folder}/{name}"
        taken = {each.casefold() for each in (*self._before, *self.files)}
        if path.casefold() not in taken:
            return path
        stem, dot, end = path.rpartition(".")
        return f"{stem}-{digest_of_text(str(address).encode())[:8]}{dot}{end}"

    def _local(self, path: str) -> bytes | None:
        return content_of(str(Path(self._site.settings.root, path)))

    def _known_path(self, page: WantedPage) -> str | None:
        urls = map(str, page.address.twins())
        return next((self._paths[url] for url in urls if url in self._paths), None)

    def _note_missing(self, page: WantedPage, error: Exception) -> None:
        path = self._known_path(page)
        if path:
            self._missing.add(path)
        else:
            self._note_unusable(page, error)

    def _note_unusable(self, page: WantedPage, error: Exception) -> None:
        """Report a page that is new and only listed; otherwise the run has failed."""
        settings, reason = self._site.settings, f"{page.address} {error}"
        is_fatal = isinstance(error, UnreachableError) or page.is_source
        if is_fatal or self._known_path(page):
            raise findings.failure(reason, settings, page.source) from None
        self.findings.append(findings.skipped(page.address, str(error)))
        if len(self.findings) >= _FEW and not self.files:
            message = f"none of the first {_FEW} pages of {page.source} can be used: {reason}"
            raise findings.failure(message, settings, page.source, _ADVICE) from None
