"""The boundary between a call and the user's code: what an exception may take along."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from ..errors import SDKError
from ..frames import hide_variables, is_from_user, shorten_traceback


def leave(error: BaseException, handled: BaseException | None) -> None:
    """Remove everything from an exception that is not the user's business.

    The variables of our own and the libraries' frames are cleared and the frames removed, and an
    error of ours has no library's exception as its context.

    Args:
        error: The exception that ends a call.
        handled: What the user was handling when he made the call.
    """
    hide_variables(error)
    if isinstance(error, SDKError) and error.__cause__ is None and not is_from_user(error):
        error.__context__ = None if error is handled else handled
    shorten_traceback(error)


def guarded(construct: Callable[..., None]) -> Callable[..., None]:
    """Return a constructor of a client whose exceptions do not show its arguments."""

    @wraps(construct)
    def constructed(*arguments: Any, **options: Any) -> None:
        try:
            construct(*arguments, **options)
        except BaseException as error:
            hide_variables(error, construct)
            shorten_traceback(error)
            arguments, options = (), {}
            raise

    return constructed
