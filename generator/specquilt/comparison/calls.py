"""Compares two operations that belong together, and their methods."""

from __future__ import annotations

from dataclasses import replace

from specquilt.api.types import ApiOperation
from specquilt.comparison.answers import AnswerComparer
from specquilt.comparison.arguments import ArgumentComparer
from specquilt.comparison.auth import Schemes, compare_authentication
from specquilt.comparison.changes import Changes
from specquilt.comparison.graph import Sides
from specquilt.comparison.matching import address
from specquilt.comparison.paging import compare_pages, compare_waiting
from specquilt.comparison.prose import compare_texts
from specquilt.comparison.spot import Spot
from specquilt.comparison.types import TypeComparer
from specquilt.comparison.version import ApiVersion
from specquilt.python.surface.types import Method


class CallComparer:
    """Compares operations."""

    def __init__(
        self,
        old: ApiVersion,
        new: ApiVersion,
        changes: Changes,
        types: TypeComparer,
        schemes: Schemes,
    ) -> None:
        self._old, self._new, self._changes, self._schemes = old, new, changes, schemes
        self._aliases = {each.dotted for each in new.surface.root.all_methods() if each.alias_of}
        self._arguments = ArgumentComparer(old, new, changes, types)
        self._answers = AnswerComparer(old, new, changes, types)

    def compare(self, old: ApiOperation, new: ApiOperation, position: int) -> None:
        """Add the changes between two operations.

        Args:
            old, new: The operations.
            position: Position of the pair, for the graph.
        """
        was, now = self._old.methods[old.id], self._new.methods[new.id]
        graph = self._changes.graph
        sent = graph.root(position, Sides.SENT)
        call = f"client.{now.dotted}"
        known = (f"client.{was.dotted}()",)
        spot = Spot(f"{call}()", sent, old.origin, new.origin, call=call, known=known)
        self._compare_names(spot, was, now)
        self._compare_address(spot, old, new)
        self._compare_docs(spot, old, new)
        self._arguments.compare(spot, old, new)
        received = replace(spot, node=graph.root(position, Sides.RECEIVED))
        self._answers.compare(received, old, new)
        compare_pages(self._changes, spot, was, now)
        compare_waiting(self._changes, spot, was, now)
        compare_authentication(self._changes, spot, old, new, self._schemes)
        if old.server != new.server:
            text = f"`{spot.subject}` sends its requests to {_server(new)}, was {_server(old)}"
            detail = f"{old.server} {new.server}"
            change = spot.change("operation-server-changed", text, detail, is_shared=True)
            self._changes.add(change)

    def _compare_names(self, spot: Spot, was: Method, now: Method) -> None:
        if was.dotted == now.dotted:
            return
        rule, words = "call-renamed", ""
        if was.dotted in self._aliases:
            rule, words = "call-renamed-with-alias", "; the old name still works"
        text = f"`client.{was.dotted}()` is now `{spot.subject}`{words}"
        self._changes.add(spot.change(rule, text, was.dotted))

    def _compare_address(self, spot: Spot, old: ApiOperation, new: ApiOperation) -> None:
        if address(old) != address(new):
            text = f"`{spot.subject}` sends `{new.label}`, was `{old.label}`"
            self._changes.add(spot.change("operation-moved", text))

    def _compare_docs(self, spot: Spot, old: ApiOperation, new: ApiOperation) -> None:
        if old.docs.deprecated != new.docs.deprecated:
            is_now = new.docs.deprecated
            rule = "operation-deprecated" if is_now else "operation-not-deprecated"
            words = "is deprecated" if is_now else "is not deprecated any more"
            self._changes.add(spot.change(rule, f"`{spot.subject}` {words}"))
        texts = [_texts(each) for each in (old, new)]
        compare_texts(self._changes, spot, *texts)


def _texts(operation: ApiOperation) -> str:
    docs = operation.docs
    samples = [f"{each.language} {each.label} {each.source}" for each in docs.samples]
    return "\n".join([docs.summary, docs.description, docs.reference, *samples])


def _server(operation: ApiOperation) -> str:
    return f"`{operation.server}`" if operation.server else "the server of the client"
