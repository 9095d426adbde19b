"""The pages of a report: their numbers, their names, and which page a line belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from pathlib import PurePath

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Location
from specquilt.openapi.page import Page


@dataclass(frozen=True)
class PageIndex:
    """The pages of a document, in the order of their places.

    Args:
        places: file and first line of each.
        titles: the title of each.
    """

    places: list[tuple[str, int]]
    titles: list[str]

    @staticmethod
    def of(pages: Iterable[Page]) -> PageIndex:
        """Number pages."""
        known = {(page.path, page.line): page for page in pages}
        places = sorted(known)
        titles = [known[place].title for place in places]
        shown = zip(titles, places, strict=True)
        return PageIndex(places, [title.value if title else place[0] for title, place in shown])

    def number_of(self, location: Location | None) -> int | None:
        """Return the number of the page on which a line is; None if it is on none."""
        if location is None:
            return None
        number = bisect_right(self.places, (location.path, location.line)) - 1
        if number < 0 or self.places[number][0] != location.path:
            return None
        return number

    def short(self, place: object) -> str:
        """Return a place without the folder that all pages are in."""
        folders = {PurePath(path).parent.as_posix() for path, _ in self.places}
        return str(place).removeprefix(f"{folders.pop()}/" if len(folders) == 1 else "")
