"""Compares the answers and errors of two operations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from specquilt.api.types import ApiOperation, ErrorResponse, Response
from specquilt.api.value_types import Type
from specquilt.comparison.changes import Changes
from specquilt.comparison.graph import Sides
from specquilt.comparison.prose import compare_texts
from specquilt.comparison.spot import Spot
from specquilt.comparison.types import TypeComparer
from specquilt.comparison.version import ApiVersion

_ANY_KIND = "undescribed"


class AnswerComparer:
    """Compares what methods return and raise."""

    def __init__(
        self, old: ApiVersion, new: ApiVersion, changes: Changes, types: TypeComparer
    ) -> None:
        self._old, self._new, self._changes, self._types = old, new, changes, types
        self._classes = [{str(e.status): e.name for e in v.surface.errors} for v in (old, new)]

    def compare(self, spot: Spot, old: ApiOperation, new: ApiOperation) -> None:
        """Add the changes between the answers of two operations."""
        spot = replace(spot, side=Sides.RECEIVED)
        returns = [v.methods[e.id].returns for v, e in ((self._old, old), (self._new, new))]
        was, now = old.response, new.response
        places = (_place(old, was.status), _place(new, now.status))
        at = replace(spot.inside(spot.subject, *places), was=returns[0], now=returns[1])
        self._compare_answers(at, was, now)
        errors = [{str(e.status): e for e in each.errors} for each in (old, new)]
        self._compare_errors(spot, errors[0], errors[1])
        others = (dict(old.other_errors), dict(new.other_errors))
        for status in others[0].keys() | others[1].keys():
            bodies = (others[0].get(status), others[1].get(status))
            self._compare_body(_at_status(spot, status), status, *bodies)

    def _compare_answers(self, at: Spot, was: Response, now: Response) -> None:
        if was.status != now.status:
            text = f"`{at.subject}` succeeds with {now.status}, was {was.status}"
            self._changes.add(at.change("answer-status-changed", text))
        compare_texts(self._changes, at, was.description, now.description)
        if was.kind != now.kind and _ANY_KIND not in (was.kind, now.kind):
            rule = "answer-format-changed" if at.was == at.now else "answer-kind-changed"
            text = f"`{at.subject}` gets another kind of answer{at.types}"
            self._changes.add(at.change(rule, text))
            return
        if was.kind == now.kind and was.media_type != now.media_type:
            text = f"`{at.subject}` gets `{now.media_type}`, was `{was.media_type}`"
            self._changes.add(at.change("answer-media-type-changed", text))
        if was.type is not None and now.type is not None:
            self._types.compare(was.type, now.type, at)

    def _compare_errors(
        self, spot: Spot, old: Mapping[str, ErrorResponse], new: Mapping[str, ErrorResponse]
    ) -> None:
        for status, was in old.items():
            at = _at_status(spot, status)
            if status in new:
                now = new[status]
                compare_texts(self._changes, at, was.description, now.description)
                self._compare_body(at, status, was.body, now.body)
            else:
                self._change_error(spot, was, 0, "removed", "does not document")
        for status, now in new.items():
            if status not in old:
                self._change_error(spot, now, 1, "added", "documents")

    def _change_error(
        self, spot: Spot, error: ErrorResponse, version: int, what: str, words: str
    ) -> None:
        """Add a change of a documented error; its class comes and goes with the last operation."""
        at = replace(_at_status(spot, str(error.status)), known=())
        name = self._classes[version].get(str(error.status), error.name)
        is_whole = str(error.status) not in self._classes[1 - version]
        rule = f"error-class-{what}" if is_whole else f"error-{what}"
        text = f"`errors.{name}` is {'gone' if what == 'removed' else 'new'}"
        text = text if is_whole else f"`{spot.subject}` {words} `errors.{name}`"
        text = f"{text}{' any more' if what == 'removed' and not is_whole else ''}"
        at = replace(at, known=(f"errors.{name}",)) if is_whole and what == "removed" else at
        self._changes.add(at.change(rule, text, str(error.status), is_shared=True))

    def _compare_body(self, at: Spot, status: str, was: Type | None, now: Type | None) -> None:
        body = (f"errors.{name}.body",) if (name := self._classes[0].get(status)) else ()
        known = (*body, *at.known)
        at = replace(at, subject=f"{at.call}() error {status}", known=known)
        if was is not None and now is not None:
            self._types.compare(was, now, at)
        elif was is not now:
            rule = "error-body-added" if now is not None else "error-body-removed"
            words = "has a type now" if now is not None else "has no type any more"
            text = f"the body of the error {status} of `{at.call}()` {words}"
            self._changes.add(at.change(rule, text, status))


def _place(operation: ApiOperation, status: str) -> tuple[str | int, ...]:
    return (*operation.origin, "responses", status) if status else operation.origin


def _at_status(spot: Spot, status: str) -> Spot:
    """Return the spot of the response with a status. If it is not there, its place is the operation's."""
    inside = ("responses", status)
    return replace(spot, old=(*spot.old, *inside), new=(*spot.new, *inside))
