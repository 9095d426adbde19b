"""The way from page to page, whatever the pages are found by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, Protocol, TypeVar

from ..call import exchange
from ..call.decode import decoded
from ..errors import ResponseError, StatusError
from ..fields import field_at
from ..frames import hide_variables, shorten_traceback

if TYPE_CHECKING:
    from ..core import CallContext
    from ..decoding.results import ResponseInfo
    from ..operation import Operation
    from ..request import Origin, Request

R = TypeVar("R")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Arguments = Mapping[str, object]

MOST_EMPTY_PAGES: Final = 1000
_NOT_FOUND: Final = 404


class PageCall(NamedTuple):
    """The call for one page."""

    operation: Operation[Any]
    arguments: Arguments

    def having(self, argument: str, value: object) -> PageCall:
        """Return the call with another value of one argument."""
        return PageCall(self.operation, {**self.arguments, argument: value})


class Fetched(NamedTuple):
    """A page and where it comes from.

    Args:
        value: The page.
        info: Status and header fields of its response.
        request: The request that was answered, after redirects.
        base: The origin that the operation's credentials are meant for.
    """

    value: Any
    info: ResponseInfo
    request: Request
    base: Origin


class Walked:
    """What the pages so far have shown.

    Args:
        items: Items of the last page.
        was_full: Whether the last page had as many items as requested.
        honours_limit: Whether any page had as many items as requested.
        is_short: Whether the last page had fewer items than requested.
        cursors: All cursors or next URLs so far.
        empty: Number of empty pages in a row.
    """

    def __init__(self) -> None:
        self.items: Sequence[Any] = ()
        self.was_full = False
        self.honours_limit = False
        self.is_short = False
        self.cursors: set[str] = set()
        self.empty = 0

    def count_empty(self, page: Fetched, items: Sequence[Any]) -> None:
        """Count a page without items.

        Raises:
            ResponseError: Page after page is empty.
        """
        self.empty = 0 if items else self.empty + 1
        if self.empty > MOST_EMPTY_PAGES:
            raise endless(page, f"more than {MOST_EMPTY_PAGES} empty pages in a row")

    def is_new(self, page: Fetched, kind: str, cursor: str) -> bool:
        """Return whether a cursor or next URL is new; an old one after an empty page is the end.

        Raises:
            ResponseError: It is one of those before, and the page has items.
        """
        if cursor not in self.cursors:
            self.cursors.add(cursor)
            return True
        if self.empty:
            return False
        from ..concealment import redaction_for

        shown = redaction_for(page.request).text(cursor)[:200]
        raise endless(page, f"the {kind} {shown!r} again")


class Pages(Protocol[T_co]):
    """Finds the items of a page and the call for the next one."""

    def items(self, value: Any) -> Sequence[T_co]:
        """Return the items of a page."""
        ...

    def repeats(self, page: Fetched, walked: Walked) -> bool:
        """Return whether the server repeats the page before: it cannot give more."""
        ...

    def following(self, call: PageCall, page: Fetched, walked: Walked) -> PageCall | None:
        """Return the call for the page after `page`, or None if it is the last."""
        ...


class Walk(Generic[T]):
    """The state of an iteration over pages; the caller fetches each page.

    Args:
        pages: Finds items and next pages.
        call: The call for the first page.
    """

    def __init__(self, pages: Pages[T], call: PageCall) -> None:
        self.call: PageCall | None = call
        self._pages = pages
        self._walked = Walked()

    def is_new(self, page: Fetched) -> bool:
        """Return whether a page has not been there before. If it has, there is no next call.

        Raises:
            ResponseError: The page is repeated, although there are more.
        """
        if not _without_secrets(page, partial(self._pages.repeats, page, self._walked)):
            return True
        self.call = None
        return False

    def go_on(self, page: Fetched) -> None:
        """Go to the page after a page; `call` is None if there is none.

        Raises:
            ResponseError: There is more, but the server does not let us go there.
        """
        if self.call is not None:
            following = partial(self._pages.following, self.call, page, self._walked)
            self.call = _without_secrets(page, following)

    def ends_with(self, error: StatusError) -> bool:
        """Return whether an error means that the short page before was the last one.

        Some servers answer 404 for a page after the last one.
        """
        return self._walked.is_short and error.status == _NOT_FOUND


class WithItems(Generic[T]):
    """Pages whose items are in a field.

    Args:
        items: Dotted response field of the items; empty if the response is the list.
        more: Dotted response field that tells whether there are more pages, if there is one.
    """

    def __init__(self, items: str, more: str | None = None) -> None:
        self._items = items
        self._more = more

    def items(self, value: Any) -> Sequence[T]:
        """Return the items of a page."""
        return field_at(value, self._items) or ()

    def says_more(self, page: Fetched) -> bool | None:
        """Return what the server says about further pages, or None if it says nothing."""
        said = field_at(page.value, self._more) if self._more else None
        return said if isinstance(said, bool) else None


def _without_secrets(page: Fetched, ask: Callable[[], R]) -> R:
    """Remove the credentials of the request from errors: servers repeat them in their URLs."""
    try:
        return ask()
    except ResponseError as error:
        from ..concealment import concealed, redaction_for

        hide_variables(error)
        concealed(error, redaction_for(page.request))
        shorten_traceback(error)
        raise


async def fetched(context: CallContext, operation: Operation[Any], arguments: Arguments) -> Fetched:
    """Return a page, after retries if needed."""
    request, response = await exchange.complete_response(context, operation, arguments)
    lenient = context.settings.lenient
    value = decoded(request, operation.result, response, lenient=lenient)
    return Fetched(value, response.info, request, context.core.address(operation.server)[0])


def endless(page: Fetched, what: str) -> ResponseError:
    """Return the error for a list that does not end."""
    return page_error(page, f"the list does not end: the server sent {what}")


def page_error(page: Fetched, message: str) -> ResponseError:
    """Return an error about the response that a page comes from."""
    from ..concealment import redaction_for

    info = page.info
    shown = redaction_for(page.request).text(message)
    return ResponseError(
        shown, status=info.status, headers=info.headers, request_id=info.request_id
    )
